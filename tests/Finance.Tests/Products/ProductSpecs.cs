using Cultivation.Finance.Products;
using static Cultivation.Finance.Tests.Samples;

namespace Cultivation.Finance.Tests.Products;

public sealed class ProductSpecs
{
    private static readonly PublishProduct Publish = new("hnte-loan", "高企贷", "HNTE loan", Json(Holds("stageHeld", "jd.hnte")));
    private static readonly ProductPublished Published = new("hnte-loan", "高企贷", "HNTE loan", Spec.Today, Publish.Criteria);

    [Fact]
    public void a_product_is_published_with_its_rule() => Same([Published], PublishProduct.Decide(Publish, null, Spec.Today));

    [Fact]
    public void the_same_product_again_is_no_event() => Assert.Empty(PublishProduct.Decide(Publish, StageLoan, Spec.Today));

    [Fact]
    public void other_content_under_a_code_is_refused() =>
        Spec.Throws("product.code-taken", () => PublishProduct.Decide(Publish with { NameEn = "Other" }, StageLoan, Spec.Today));

    [Fact]
    public void a_change_is_a_new_version_from_today_on() => Same(
        [Published with { Criteria = Json(Holds("stageHeld", "jd.littleGiant")) }],
        ChangeProduct.Decide(new ChangeProduct("高企贷", "HNTE loan", Json(Holds("stageHeld", "jd.littleGiant"))), StageLoan, "hnte-loan", Spec.Today));

    [Fact]
    public void a_change_to_what_it_is_already_is_no_event() =>
        Assert.Empty(ChangeProduct.Decide(new ChangeProduct("高企贷", "HNTE loan", Publish.Criteria), StageLoan, "hnte-loan", Spec.Today));

    [Theory]
    [InlineData("Loan")]
    [InlineData("x")]
    [InlineData("-loan")]
    [InlineData("贷")]
    public void a_code_is_short_and_plain(string code) =>
        Spec.Throws("product.code-malformed", () => PublishProduct.Decide(Publish with { Code = code }, null, Spec.Today));

    [Fact]
    public void a_product_has_both_names() => Spec.Throws("product.name-missing", () => PublishProduct.Decide(Publish with { NameZh = " " }, null, Spec.Today));

    [Theory]
    [InlineData("[]", "product.criteria-invalid")]
    [InlineData("""{"logic":"all"}""", "product.criteria-invalid")]
    [InlineData("""{"logic":"all","items":[{"id":"a","text":{"zh":"一","en":"a"},"kind":"hard","evaluation":"auto","metric":"height","operator":">","value":1}]}""", "product.criteria-invalid")]
    [InlineData("""{"logic":"all","items":[{"id":"a","text":{"zh":"一","en":"a"},"kind":"hard","evaluation":"auto","metric":"stageHeld","operator":">=","value":4}]}""", "product.criteria-beyond-holdings")]
    [InlineData("""{"logic":"all","items":[{"id":"a","text":{"zh":"一","en":"a"},"kind":"hard","evaluation":"auto","metric":"stageHeld","operator":"holds","value":["jd.hnte"],"certainty":"assumption","assumption":true}]}""", "product.criteria-assumed")]
    public void a_rule_is_readable_asks_for_what_a_firm_holds_and_assumes_nothing(string criteria, string code) =>
        Spec.Throws(code, () => PublishProduct.Decide(Publish with { Criteria = Json(criteria) }, null, Spec.Today));

    private static void Same(object[] expected, object[] happened) => Assert.Equal(expected.Select(Spec.Text), happened.Select(Spec.Text));
}
