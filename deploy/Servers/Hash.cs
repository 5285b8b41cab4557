using System.Security.Cryptography;
using System.Text;

namespace Cultivation.Servers;

/// <summary>A short name for a path.</summary>
public static class Hash
{
    public static string Of(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
