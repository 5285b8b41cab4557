namespace Cultivation.Launcher;

/// <summary>The options of <c>up</c>.</summary>
internal sealed record UpOptions
{
    /// <summary>Return when ready, and leave it running.</summary>
    public bool Detach { get; init; }

    /// <summary>We are the process that --detach leaves running.</summary>
    public bool FromDetached { get; init; }

    /// <summary>Throw away the data of earlier runs.</summary>
    public bool Fresh { get; init; }

    public bool NoDemo { get; init; }

    /// <summary>Where telemetry goes instead of the trace store.</summary>
    public string? Otlp { get; init; }

    public static UpOptions Parse(string[] args)
    {
        var options = new UpOptions();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--detach" => options with { Detach = true },
                "--from-detached" => options with { FromDetached = true },
                "--fresh" => options with { Fresh = true },
                "--no-demo" => options with { NoDemo = true },
                "--otlp" when i + 1 < args.Length && Uri.IsWellFormedUriString(args[i + 1], UriKind.Absolute) => options with { Otlp = args[++i] },
                "--otlp" => throw new UsageError("--otlp needs a URL, as http://127.0.0.1:4317"),
                _ => throw new UsageError($"unknown option {args[i]}"),
            };
        }
        return options;
    }

    /// <summary>The same options for the process that --detach leaves running.</summary>
    public string[] ForDetached() =>
        ["up", "--from-detached", .. Fresh ? ["--fresh"] : Array.Empty<string>(), .. NoDemo ? ["--no-demo"] : Array.Empty<string>(), .. Otlp is null ? [] : new[] { "--otlp", Otlp }];
}
