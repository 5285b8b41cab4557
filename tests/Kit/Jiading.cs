using System.Globalization;
using System.Text.Json;

namespace Cultivation.Kit;

/// <summary>A district made ready through the product's own commands: the rules in force, a bank, a product, and firms when they are asked for.</summary>
public sealed class Jiading
{
    private const string Ladder = "api/ladder/v1";
    private const string Finance = "api/finance/v1";
    private static int lastFirm;

    private Jiading(HttpClient caseWorker, HttpClient supervisor, HttpClient policy, HttpClient bank, HttpClient @operator) =>
        (CaseWorker, Supervisor, Policy, Bank, Operator) = (caseWorker, supervisor, policy, bank, @operator);

    public HttpClient CaseWorker { get; }

    public HttpClient Supervisor { get; }

    public HttpClient Policy { get; }

    /// <summary>The user of <see cref="BankId"/>.</summary>
    public HttpClient Bank { get; }

    public HttpClient Operator { get; }

    public const string BankId = "bank-a";

    public static DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Publishes and confirms the rules, and makes a bank with a loan for high-tech enterprises.</summary>
    public static async Task<Jiading> ReadyAsync(TestHouse house)
    {
        var district = new Jiading(
            await house.ClientAsync("caseworker"), await house.ClientAsync("supervisor"), await house.ClientAsync("policy"),
            await house.ClientAsync(BankId), await house.ClientAsync("operator"));
        await district.PublishAsync("000000", "cn-national-credentials");
        foreach (var year in new[] { Today.Year, Today.Year + 1 })
            await district.AsPolicy("000000", $"{Ladder}/calendars", new { year, restDays = new[] { $"{year}-01-01" }, makeupWorkdays = Array.Empty<string>(), documentRef = "test" });
        await district.PublishAsync("310114", "jiading-six-stage");
        await district.AsPolicy("310114", $"{Finance}/products", new { code = "gaoqi", nameZh = "高企贷", nameEn = "HNTE loan", criteria = Criteria() });
        await district.Supervisor.Command($"{Finance}/banks", new
        {
            id = BankId, nameZh = "样例银行", nameEn = "Sample bank", agreementRef = "test", products = new[] { "gaoqi" }, from = Today, to = Today.AddYears(3),
        }).Good();
        return district;
    }

    /// <summary>Registers a firm with a code that computes.</summary>
    public async Task<(string Id, string Code, string Name)> RegisterAsync()
    {
        var number = Interlocked.Increment(ref lastFirm);
        var (code, name) = (CreditCodes.Made(number), $"嘉定示例{number}科技有限公司");
        var made = await CaseWorker.Command($"{Ladder}/firms", new
        {
            creditCode = code, legalName = name, establishedOn = "2015-03-02", registeredDivision = "310114", industryCode = "I6510",
            enterpriseType = "有限责任公司", source = "test",
        }).Good();
        return (made.Text("id"), code, name);
    }

    /// <summary>The firm lets the bank be told, as soon as Finance knows the firm.</summary>
    public Task ConsentAsync(string firmId) => Eventually.True(async () =>
    {
        using var answer = await CaseWorker.Command($"{Finance}/consents", new
        {
            firmId, bankId = BankId, dataScopes = new[] { "eligibility" }, purpose = "loan", from = Today, to = Today.AddYears(1), method = "paper",
            documentHash = new string('a', 64),
        });
        return answer.IsSuccessStatusCode;
    });

    /// <summary>Reads the city's list in a dry run and sets its application going.</summary>
    public async Task<string> ImportAsync(IEnumerable<(string Code, string Name, int Number)> firms)
    {
        var rows = firms.Select(f => string.Create(
            CultureInfo.InvariantCulture, $"{f.Code},{f.Name},cn.hnte,GR{Today.Year}31{f.Number:000000},{Today:O},{Today:O},{Today.AddYears(3).AddDays(-1):O},{Today:O}"));
        var list = string.Join('\n', ["creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn", .. rows]);
        var read = await CaseWorker.Command($"{Ladder}/imports/recognitions?listRef=test&authority=city", list, type: "text/csv").Good();
        await CaseWorker.Command($"{Ladder}/imports/{read.Text("id")}/application", new { skipFaulty = false }).Good();
        return read.Text("id");
    }

    /// <summary>The firm's page, and its version for an edit.</summary>
    public async Task<(JsonElement Page, long Version)> FirmAsync(string id)
    {
        using var answer = await CaseWorker.GetAsync(new Uri($"{Ladder}/firms/{id}", UriKind.Relative));
        var version = long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
        return (await Task.FromResult(answer).Good(), version);
    }

    /// <summary>Every entry of the bank's feed, by pages.</summary>
    public async Task<List<JsonElement>> FeedAsync()
    {
        var entries = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var page = await Bank.Read($"{Finance}/banks/{BankId}/feed?limit=100{after}");
            if (page.GetProperty("entries").GetArrayLength() == 0)
                return entries;
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            after = $"&after={page.Text("next")}";
        }
    }

    private async Task PublishAsync(string tenant, string programme)
    {
        var path = $"{Ladder}/programmes/{programme}";
        await AsPolicy(tenant, $"{path}/versions", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Programmes", $"{programme}.json")));
        using var asked = await Policy.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "District", tenant } } });
        var version = long.Parse(asked.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);
        var open = (await Task.FromResult(asked).Good()).GetProperty("confirmable").EnumerateArray()
            .Where(c => c.GetProperty("needsConfirmation").GetBoolean()).Select(c => new { id = c.Text("id") }).ToArray();
        await AsPolicy(tenant, $"{path}/confirmations", new { confirmations = open, documentRef = "test", confirmedOn = Today }, version);
    }

    private async Task AsPolicy(string tenant, string path, object body, long? ifMatch = null)
    {
        Policy.DefaultRequestHeaders.Remove("District");
        Policy.DefaultRequestHeaders.Add("District", tenant);
        await Policy.Command(path, body, ifMatch: ifMatch).Good();
        Policy.DefaultRequestHeaders.Remove("District");
    }

    private static object Criteria() => new
    {
        logic = "all",
        items = new object[]
        {
            new { id = "gaoqi.1", text = new { zh = "高新技术企业", en = "HNTE stage" }, metric = "stageHeld", @operator = "holds", value = new[] { "jd.hnte" } },
            new { id = "gaoqi.2", text = new { zh = "有效证书", en = "valid certificate" }, metric = "credentialValid", @operator = "holds", value = new[] { "cn.hnte" } },
        },
    };
}
