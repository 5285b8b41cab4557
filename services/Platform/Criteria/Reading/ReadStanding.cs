namespace Cultivation.Criteria;

/// <summary>Reads sources, and the source, certainty and flags that everything with a certainty carries.</summary>
internal static class ReadStanding
{
    private static readonly SourceDocument Own = new("own", "own rule", null, null, null, null, null, null, null, null, null, []);

    public static SourceDocument Document(string id, Node node)
    {
        var document = new SourceDocument(
            id, node.Required("docNo"), node.Optional("titleZh"), node.Optional("titleEn"), node.Optional("issuer"),
            node.OptionalDate("issuedOn"), node.OptionalDate("effectiveFrom"), node.Optional("effectiveFromNote"), node.OptionalDate("effectiveTo"),
            node.Optional("effectiveToNote"), node.Optional("file"), node.Strings("seenVia"));
        node.Close();
        return document;
    }

    /// <param name="within">The standing of the composite that this is a part of; a part that states no certainty shares it.</param>
    public static Standing Of(Node node, string id, Text text, Draft draft, Standing? within = null)
    {
        if (!node.Has("certainty"))
        {
            if (within is not null)
                return within;
            if (draft.OwnRule)
                return new(id, new(Own, null), Certainty.Documented, false, false, null, node.Optional("note"), null);
        }
        var standing = new Standing(
            id, Source(node, draft), node.Choice("certainty", Words.Certainties), node.Flag("assumption"), node.Flag("confirmBeforeUse"),
            node.Has("figureCertainty") ? node.Choice("figureCertainty", Words.Certainties) : null, node.Optional("note"), within);
        if (standing is { Certainty: Certainty.Assumption, Assumption: false } or { Certainty: not Certainty.Assumption, Assumption: true })
            node.Fault("assumption", "must be true exactly where the certainty is 'assumption'");
        draft.Confirmable.Add(new(node.Path, text, standing));
        return standing;
    }

    public static Source? Source(Node node, Draft draft)
    {
        if (node.Child("source") is not { } child)
            return null;
        var document = draft.Find(draft.Sources, child, "ref");
        var article = child.Optional("article");
        child.Close();
        return document is null ? null : new(document, article);
    }
}
