using System.Text.Json;

namespace Cultivation.Finance.Products;

/// <summary>A product's rule is in force from a day on. Each publication makes a new version; days before it keep the rule that they had.</summary>
/// <param name="Code">Short id in lower case, <c>hnte-loan</c>.</param>
/// <param name="From">First day of this rule. The first version also judges the days before it.</param>
/// <param name="Criteria">A group of criteria in the shape of programme files, over the metrics <c>stageHeld</c> and <c>credentialValid</c>.</param>
public sealed record ProductPublished(string Code, string NameZh, string NameEn, DateOnly From, JsonElement Criteria);
