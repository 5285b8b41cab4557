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

    public static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>First day of the certificates that <see cref="ImportAsync"/> lists.</summary>
    public static DateOnly Issued { get; } = Today.AddYears(-1);

    /// <summary>Publishes and confirms the rules, and makes a bank with a loan for high-tech enterprises.</summary>
    public static Task<Jiading> ReadyAsync(TestHouse house) => ReadyAsync(house.House.Gateway.Url);

    /// <inheritdoc cref="ReadyAsync(TestHouse)"/>
    public static async Task<Jiading> ReadyAsync(Uri gateway)
    {
        var district = await ClientsAsync(gateway);
        await district.PublishAsync("000000", "cn-national-credentials");
        foreach (var year in new[] { Today.Year, Today.Year + 1 })
            await district.AsPolicy("000000", $"{Ladder}/calendars", new { year, restDays = new[] { $"{year}-01-01" }, makeupWorkdays = Array.Empty<string>(), documentRef = "test" });
        await district.PublishAsync("310114", "jiading-six-stage");
        await district.AsPolicy("310114", $"{Finance}/products", Gaoqi());
        await district.AsPolicy("310114", $"{Finance}/lead-units", new { units = Array.Empty<object>(), documentRef = "test" });
        await district.AddBankAsync(BankId);
        return district;
    }

    /// <summary>The same where the demo district is loaded, which has the rules and the bank: the loan is added to those that the bank offers.</summary>
    public static async Task<Jiading> OfDemoAsync(TestHouse house)
    {
        var district = await ClientsAsync(house.House.Gateway.Url);
        await district.AsPolicy("310114", $"{Finance}/products", Gaoqi());
        var bank = await district.Supervisor.Read($"{Finance}/banks/{BankId}");
        await district.AgreeAsync([.. bank.GetProperty("agreement").GetProperty("products").EnumerateArray().Select(code => code.GetString()!), "gaoqi"]);
        return district;
    }

    /// <summary>Registers a bank with the loan.</summary>
    public Task AddBankAsync(string id) => Supervisor.Command($"{Finance}/banks", new
    {
        id, nameZh = "样例银行", nameEn = "Sample bank", agreementRef = "test", products = new[] { "gaoqi" }, from = Today, to = Today.AddYears(3),
    }).Good();

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
    public Task ConsentAsync(string firmId, string bankId = BankId) => Eventually.True(async () =>
    {
        using var answer = await CaseWorker.Command($"{Finance}/consents", new
        {
            firmId, bankId, dataScopes = new[] { "eligibility" }, purpose = "loan", from = Today, to = Today.AddYears(1), method = "paper",
            documentHash = new string('a', 64),
        });
        return answer.IsSuccessStatusCode;
    });

    /// <summary>Reads the city's list in a dry run and sets its application going.</summary>
    public async Task<string> ImportAsync(IEnumerable<(string Code, string Name, int Number)> firms)
    {
        var list = await ReadListAsync(firms);
        await ApplyAsync(list);
        return list;
    }

    /// <summary>Sets the application of a list going.</summary>
    public Task ApplyAsync(string list) => CaseWorker.Command($"{Ladder}/imports/{list}/application", new { skipFaulty = false }).Good();

    /// <summary>Reads the city's list in a dry run.</summary>
    public async Task<string> ReadListAsync(IEnumerable<(string Code, string Name, int Number)> firms)
    {
        var rows = firms.Select(f => string.Create(
            CultureInfo.InvariantCulture, $"{f.Code},{f.Name},cn.hnte,GR{Issued.Year}31{f.Number:000000},{Issued:O},{Issued:O},{Issued.AddYears(3).AddDays(-1):O},{Issued:O}"));
        var list = string.Join('\n', ["creditCode,legalName,credentialType,certificateNo,issuedOn,validFrom,validTo,announcedOn", .. rows]);
        return (await CaseWorker.Command($"{Ladder}/imports/recognitions?listRef=test&authority=city", list, type: "text/csv").Good()).Text("id");
    }

    /// <summary>The authority takes the firm's only title back, from half a year ago.</summary>
    public Task<HttpResponseMessage> RevokeAsync(string firmId, JsonElement page, long version, string? key = null) => Supervisor.Command(
        $"{Ladder}/firms/{firmId}/recognitions/{page.GetProperty("recognitions")[0].Text("id")}/revocations",
        new { decidedOn = Today, effectiveFrom = Today.AddMonths(-6), cause = "conditionsFailed", recoveryFromTaxYear = Issued.Year, noticeRef = "test" },
        key, Asking.Tag(version));

    /// <summary>The firm's page, and its version for an edit.</summary>
    public async Task<(JsonElement Page, long Version)> FirmAsync(string id)
    {
        using var answer = await CaseWorker.GetAsync(new Uri($"{Ladder}/firms/{id}", UriKind.Relative));
        return (await Task.FromResult(answer).Good(), Version(answer));
    }

    /// <summary>Every entry of the bank's feed.</summary>
    public Task<List<JsonElement>> FeedAsync() => Feed.AllAsync(Bank, $"{Finance}/banks/{BankId}/feed");

    /// <summary>Adds a loan for firms of the cultivation pool to what the bank may offer.</summary>
    public Task OfferPoolLoanAsync() => OfferAsync(
        "kechuang", "科创贷", "pool loan", new { logic = "all", items = new[] { Holds("kechuang.1", "stageHeld", "jd.pool", "入库培育", "in the pool") } });

    /// <summary>Publishes another loan and adds it to what the bank may offer.</summary>
    public async Task OfferAsync(string code, string nameZh, string nameEn, object criteria)
    {
        await AsPolicy("310114", $"{Finance}/products", new { code, nameZh, nameEn, criteria });
        await AgreeAsync("gaoqi", code);
    }

    private async Task AgreeAsync(params string[] products)
    {
        var agreement = new { agreementRef = "test-2", products, from = Today, to = Today.AddYears(3) };
        using var bank = await Supervisor.GetAsync(new Uri($"{Finance}/banks/{BankId}", UriKind.Relative));
        await Supervisor.Command($"{Finance}/banks/{BankId}/agreements", agreement, ifMatch: Asking.Tag(Version(bank))).Good();
    }

    private static long Version(HttpResponseMessage answer) => long.Parse(answer.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture);

    private static object Holds(string id, string metric, string what, string zh, string en) =>
        new { id, text = new { zh, en }, metric, @operator = "holds", value = new[] { what } };

    private async Task PublishAsync(string tenant, string programme)
    {
        var path = $"{Ladder}/programmes/{programme}";
        await AsPolicy(tenant, $"{path}/versions", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Programmes", $"{programme}.json")));
        using var asked = await Policy.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "District", tenant } } });
        var version = Version(asked);
        var open = (await Task.FromResult(asked).Good()).GetProperty("confirmable").EnumerateArray()
            .Where(c => c.GetProperty("needsConfirmation").GetBoolean()).Select(c => new { id = c.Text("id") }).ToArray();
        await AsPolicy(tenant, $"{path}/confirmations", new { confirmations = open, documentRef = "test", confirmedOn = Today }, Asking.Tag(version));
    }

    private async Task AsPolicy(string tenant, string path, object body, string? ifMatch = null)
    {
        Policy.DefaultRequestHeaders.Remove("District");
        Policy.DefaultRequestHeaders.Add("District", tenant);
        await Policy.Command(path, body, ifMatch: ifMatch).Good();
        Policy.DefaultRequestHeaders.Remove("District");
    }

    private static async Task<Jiading> ClientsAsync(Uri gateway) => new(
        await TestHouse.ClientAsync(gateway, "caseworker"), await TestHouse.ClientAsync(gateway, "supervisor"), await TestHouse.ClientAsync(gateway, "policy"),
        await TestHouse.ClientAsync(gateway, BankId), await TestHouse.ClientAsync(gateway, "operator"));

    private static object Gaoqi() => new
    {
        code = "gaoqi", nameZh = "高企贷", nameEn = "HNTE loan", criteria = new
        {
            logic = "all",
            items = new object[]
            {
                Holds("gaoqi.1", "stageHeld", "jd.hnte", "高新技术企业", "HNTE stage"),
                Holds("gaoqi.2", "credentialValid", "cn.hnte", "有效证书", "valid certificate"),
            },
        },
    };
}
