namespace Cultivation.Criteria;

/// <summary>A text for people, in Chinese and in English. Neither is empty.</summary>
public sealed record Text(string Zh, string En);
