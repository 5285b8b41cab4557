using System.Text;
using Cultivation.Demo.Loading;

Console.OutputEncoding = Encoding.UTF8;
if (args is not ["load"] || Environment.GetEnvironmentVariable("CULTIVATION_GATEWAY") is not { Length: > 0 } gateway)
{
    Console.Error.WriteLine("usage: CULTIVATION_GATEWAY=http://127.0.0.1:8080 dotnet Cultivation.Demo.dll load");
    return 2;
}

try
{
    var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
    return await Load.Run(new(gateway.TrimEnd('/') + "/"), today, Console.Out) == 0 ? 0 : 1;
}
catch (Exception failure) when (failure is NotAsExpected or HttpRequestException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
