namespace Cultivation.Finance.Feeds.Amqp;

/// <summary>Where a bank's queue stands on the broker, and who reads it.</summary>
internal sealed record Place(string District, string Bank)
{
    /// <summary>Each bank and district has a virtual host of its own.</summary>
    public string VirtualHost => $"bank.{District}.{Bank}";

    /// <summary>The bank's user is named like its virtual host.</summary>
    public string User => VirtualHost;

    /// <summary>The one queue in it.</summary>
    public const string Queue = "feed";

    /// <summary>Argument of the queue that bounds how many messages it takes.</summary>
    public const string Limit = "x-max-length";
}
