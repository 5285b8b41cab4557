namespace JasperFx.Events.Projections;

/// <summary>A projection cannot be run as it is written or registered.</summary>
public class InvalidProjectionException(string message) : Exception(message);
