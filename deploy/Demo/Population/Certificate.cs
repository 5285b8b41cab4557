namespace Cultivation.Demo.Population;

/// <summary>A high-tech certificate: valid three years to the day from its issue (国科发火〔2016〕32号, article 10).</summary>
/// <param name="Batch">1 to 3 within the year; the third is announced in February of the next.</param>
/// <param name="Serial">The six digits at the end of the number, unique within the year.</param>
internal sealed record Certificate(int Year, int Batch, int Serial)
{
    public string Number => $"GR{Year}31{Serial:000000}";
    public DateOnly IssuedOn => IssueDay(Year, Batch);
    public DateOnly ValidTo => IssuedOn.AddYears(3).AddDays(-1);
    public DateOnly AnnouncedOn => AnnouncementDay(Year, Batch);

    /// <summary>
    /// Days repeat every third year, so that who renews in the same batch has no gap, and who renews in a later one holds nothing for some weeks.
    /// </summary>
    public static DateOnly IssueDay(int year, int batch) => (year % 3, batch) switch
    {
        (0, 1) => new(year, 10, 23), (0, 2) => new(year, 11, 23), (0, _) => new(year, 12, 2),
        (1, 1) => new(year, 10, 19), (1, 2) => new(year, 11, 16), (1, _) => new(year, 12, 4),
        (_, 1) => new(year, 10, 12), (_, 2) => new(year, 11, 18), (_, _) => new(year, 12, 14),
    };

    public static DateOnly AnnouncementDay(int year, int batch) => batch switch
    {
        1 => IssueDay(year, 1).AddDays(18),
        2 => IssueDay(year, 2).AddDays(25),
        _ => new(year + 1, 2, 10),
    };
}
