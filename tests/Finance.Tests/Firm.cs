using Cultivation.Contracts.Ladder.V1;
using Cultivation.Kit;

namespace Cultivation.Finance.Tests;

/// <summary>A firm as the ladder speaks of it.</summary>
internal sealed class Firm(District district)
{
    private static int count;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public string CreditCode { get; private set; } = Coded();

    public string Name => "上海嘉定样例科技有限公司";

    public static readonly DateOnly Since = new(2025, 3, 1);

    public async Task<Firm> Registered()
    {
        await district.Happens(new FirmRegistered(Id, CreditCode, Name, new DateOnly(2015, 1, 1), "310114"));
        await Known();
        return this;
    }

    public Task Recognised(string recognition = "r1", DateOnly? from = null) => district.Happens(
        new RecognitionGranted(Id, CreditCode, Name, recognition, "cn.hnte", "GR202531000001", from ?? Since, from ?? Since, new DateOnly(2028, 2, 29), "上海市"),
        new StageEntered(Id, CreditCode, Name, "jd.hnte", "credential", recognition, from ?? Since, "jiading-six-stage/2026.11"));

    /// <summary>Its code was wrong; messages carry the right one from here on.</summary>
    public Task Corrected()
    {
        var wrong = CreditCode;
        CreditCode = Coded();
        return district.Happens(new CreditCodeCorrected(Id, CreditCode, Name, wrong, new DateOnly(2026, 11, 1)));
    }

    /// <summary>It is struck off; its stage ends, its title stays.</summary>
    public Task Deregistered(DateOnly on) => district.Happens(
        new FirmDeregistered(Id, CreditCode, Name, on, ""), new StageLeft(Id, CreditCode, Name, "jd.hnte", "deregistered", on, true, null));

    /// <summary>Another district cares for it; the same of stage and title.</summary>
    public Task Moved(DateOnly on) => district.Happens(
        new FirmMoved(Id, CreditCode, Name, District.Code, "310106", on, true), new StageLeft(Id, CreditCode, Name, "jd.hnte", "movedOut", on, true, null));

    public Task Left(DateOnly on) => district.Happens(new StageLeft(Id, CreditCode, Name, "jd.hnte", "movedOut", on, false, null));

    public Task Revoked(DateOnly from, string recognition = "r1") => district.Happens(
        new RecognitionRevoked(Id, CreditCode, Name, recognition, "cn.hnte", new DateOnly(2026, 11, 1), from, "fraud", 2025, "沪科〔2026〕1号"),
        new StageLeft(Id, CreditCode, Name, "jd.hnte", "credentialRevoked", from, true, null));

    private static string Coded() => $"91310114TEST{Interlocked.Increment(ref count):D6}";

    /// <summary>Finance has applied what the ladder said so far.</summary>
    public Task Known(int holdings = 0) => Eventually.True(async () =>
    {
        using var answer = await district.Client().GetAsync($"firms/{Id}");
        return answer.IsSuccessStatusCode && (await Task.FromResult(answer).Good()).GetProperty("holdings").GetArrayLength() >= holdings;
    });
}
