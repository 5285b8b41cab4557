using System.Globalization;

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

    /// <summary>Start what was built before, as it is.</summary>
    public bool NoBuild { get; init; }

    /// <summary>The gateway's, when it is free; the console has the next one.</summary>
    public int Port { get; init; } = 8080;

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
                "--no-build" => options with { NoBuild = true },
                "--port" when i + 1 < args.Length && Number(args[i + 1]) is > 0 and < 65_535 => options with { Port = Number(args[++i]) },
                "--port" => throw new UsageError("--port needs a number, as 8080"),
                "--otlp" when i + 1 < args.Length && Uri.IsWellFormedUriString(args[i + 1], UriKind.Absolute) => options with { Otlp = args[++i] },
                "--otlp" => throw new UsageError("--otlp needs a URL, as http://127.0.0.1:4317"),
                _ => throw new UsageError($"unknown option {args[i]}"),
            };
        }
        return options;
    }

    /// <summary>The same options for the process that --detach leaves running.</summary>
    public string[] ForDetached() =>
    [
        "up", "--from-detached", "--port", Port.ToString(CultureInfo.InvariantCulture), .. Said("--fresh", Fresh), .. Said("--no-demo", NoDemo), .. Said("--no-build", NoBuild),
        .. Otlp is null ? [] : new[] { "--otlp", Otlp },
    ];

    private static string[] Said(string option, bool given) => given ? [option] : [];

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
