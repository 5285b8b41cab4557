using Cultivation.Demo.Population;

var d = District.Until(new(2026, 11, 22));
Console.WriteLine($"{d.Firms.Count} firms, {d.Reports.Count} reports, {d.Reports.Sum(r => r.Figures.Count)} figures, {d.Lists.Count} lists, {d.Lists.Sum(l => l.Rows.Count)} rows, {d.Revocations.Count} revoked");
foreach (var y in Enumerable.Range(2015, 12))
    Console.WriteLine($"{y} {d.Lists.SelectMany(l => l.Rows).Count(r => r.CredentialType == "cn.hnte" && r.ValidOn(new(y, 12, 31)))} {d.Lists.SelectMany(l => l.Rows).Count(r => r.CredentialType != "cn.hnte" && r.IssuedOn <= new DateOnly(y, 12, 31))} firms new {d.Firms.Count(f => f.FirstYear == y)}");
foreach (var f in d.Firms.Where(f => f.Number % 333 == 0)) Console.WriteLine($"{f.CreditCode} {f.Name} {f.EstablishedOn:O} {f.Field.Name} {f.KnownSince:O} {f.FirstYear} {f.Steady} {string.Join(" ", d.Reports.Where(r => r.Firm == f.Number).Select(r => $"{r.KnownSince:O}:{r.Source}:{string.Join(",", r.Figures.Where(g => g.Metric == "sales").Select(g => $"{g.FiscalYear}={g.Value}"))}"))}");
Console.WriteLine(d.Lists[0].Csv()[..400]);
Console.WriteLine(string.Join("\n", d.Lists.Select(l => $"{l.Reference} {l.AnnouncedOn:O} {l.Rows.Count}")));
