namespace Cultivation.Ladder.Tests.Firms;

public sealed class Gb32100Specs
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("91310114YYYY00012B")]
    [InlineData("91310114YYYY000206")]
    [InlineData("91330483YYYY000121")]
    [InlineData("91100000100003962T")]
    public void a_code_that_computes_is_valid(string code) => Assert.Equal(CheckDigitState.Valid, Gb32100.Check(code));

    [Theory]
    [InlineData("91350100M0001TGQXM")] // a trial code in use
    [InlineData("91310114YYYY00012C")] // the last character is wrong
    [InlineData("91310114YYYY00013B")] // the organisation code's own check is wrong
    public void a_code_of_the_form_that_does_not_compute_is_marked_and_not_refused(string code) =>
        Assert.Equal(CheckDigitState.LegacyMismatch, Gb32100.Check(code));

    [Theory]
    [InlineData("")]
    [InlineData("91310114YYYY00012")] // 17 characters
    [InlineData("91310114YYYY00012B0")]
    [InlineData("91310114YYYY0001IB")] // I, O, S, V, Z are not in the alphabet
    [InlineData("91310114yyyy00012b")]
    [InlineData("91A10114YYYY00012B")] // the division has six digits
    [InlineData("91010114YYYY00012B")] // no division begins with 0
    [InlineData("９1310114YYYY00012B")] // a full-width digit
    public void a_code_of_another_form_is_none(string code) => Assert.Null(Gb32100.Check(code));
}
