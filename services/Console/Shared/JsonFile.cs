using System.Net.Http.Headers;
using System.Text;

namespace Cultivation.Console.Shared;

/// <summary>A file of rules in a form: uploaded, or written there.</summary>
public static class JsonFile
{
    /// <summary>A file that is given stands for the text.</summary>
    public static async Task<string> Read(IFormFile? file, string? text, CancellationToken cancellation)
    {
        if (file is not { Length: > 0 })
            return text ?? "";
        using var read = new StreamReader(file.OpenReadStream());
        return await read.ReadToEndAsync(cancellation);
    }

    /// <summary>As a command sends it.</summary>
    public static StringContent Body(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
