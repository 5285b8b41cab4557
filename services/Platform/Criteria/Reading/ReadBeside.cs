namespace Cultivation.Criteria;

/// <summary>Reads what stands beside the ladder: side ladders, instruments with their products, and the transition from the version before.</summary>
internal static class ReadBeside
{
    public static SideLadder SideLadder(Node node, Draft draft)
    {
        var (id, name, holder) = (draft.Id(node), node.Text("name"), node.Required("holder"));
        var tiers = node.Items("tiers").Select(tier => ReadLadder.Tier(tier, new(id, name), holder, draft)).ToImmutableArray();
        if (!tiers.Select(tier => tier.Order).SequenceEqual(Enumerable.Range(1, tiers.Length)) || tiers.IsEmpty)
            node.Fault("tiers", "must be listed with the orders 1, 2, 3 and so on");
        return ReadTerms.Closed(node, new SideLadder(
            id, name, holder, ReadStanding.Of(node, id, name, draft), tiers, ReadTerms.Clauses(node, "clauses", draft)));
    }

    public static Instrument Instrument(Node node, Draft draft) => ReadTerms.Closed(node, new Instrument(
        draft.Id(node), node.Text("name"), node.Required("kind"), node.OptionalChoice("mode", Words.InstrumentModes, InstrumentMode.OnApplication),
        ReadTerms.OptionalClause(node, "rule", draft), ReadCriteria.Group(node.Child("criteria"), draft),
        [.. node.Items("products").Select(product => Product(product, draft))], ReadTerms.Validity(node, draft), ReadTerms.Sla(node, draft),
        ReadTerms.Clauses(node, "clauses", draft)));

    public static Transition? Transition(Node file, Draft draft)
    {
        if (file.Child("transition") is not { } node)
            return null;
        var (id, text) = (draft.Id(node), node.Text("text"));
        return ReadTerms.Closed(node, new Transition(
            ReadStanding.Of(node, id, text, draft), node.Choice("stay", Words.Stayings), node.Strings("stages"), node.OptionalDate("until"), text));
    }

    private static Product Product(Node node, Draft draft) => ReadTerms.Closed(node, new Product(
        draft.Id(node), node.Text("name"), ReadTerms.OptionalClause(node, "rule", draft), ReadCriteria.Group(node.Child("criteria"), draft)));
}
