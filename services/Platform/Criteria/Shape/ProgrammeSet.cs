namespace Cultivation.Criteria;

/// <summary>A programme together with those it imports, with every credential that one of them names resolved.</summary>
public sealed class ProgrammeSet
{
    private readonly FrozenDictionary<string, Credential> _credentials;
    private readonly FrozenDictionary<string, Stage> _stages;

    /// <exception cref="ProgrammeInvalid">
    /// An import is not given, two programmes define one credential, a credential that is named is defined nowhere, conditions lead back to themselves,
    /// or two rules of one title answer the same kind of case on the same day.
    /// </exception>
    public ProgrammeSet(Programme main, params Programme[] imports)
    {
        Main = main;
        All = [main, .. imports];
        var faults = new List<ProgrammeFault>();
        var credentials = new Dictionary<string, Credential>();
        foreach (var credential in All.SelectMany(CredentialsOf))
            if (!credentials.TryAdd(credential.Id, credential))
                faults.Add(new("$.credentials", $"the credential '{credential.Id}' is defined by two of the programmes"));
        foreach (var programme in All)
        {
            foreach (var (import, index) in programme.Imports.Select((import, index) => (import, index)))
                if (All.All(given => given.Id != import))
                    faults.Add(new($"$.imports[{index}]", $"the programme '{import}', which '{programme.Id}' imports, was not given"));
            foreach (var mention in programme.Mentions)
                if (!credentials.ContainsKey(mention.CredentialId))
                    faults.Add(new(mention.Path, $"the credential '{mention.CredentialId}' is defined neither in '{programme.Id}' nor in what it imports"));
        }
        foreach (var credential in credentials.Keys.Where(id => Circle.LeadsBackTo(id, credentials)))
            faults.Add(new("$.credentials", $"the conditions of '{credential}' lead back to themselves"));
        faults.AddRange(Succession.Overlaps(credentials).Select(overlap => new ProgrammeFault("$.credentials", overlap)));
        if (faults.Count > 0)
            throw new ProgrammeInvalid(faults);
        _credentials = credentials.ToFrozenDictionary();
        Rungs = [.. main.Stages, .. All.SelectMany(programme => programme.SideLadders).SelectMany(ladder => ladder.Tiers).DistinctBy(rung => rung.Id)];
        _stages = Rungs.ToFrozenDictionary(rung => rung.Id);
    }

    /// <summary>The programme whose stages are evaluated.</summary>
    public Programme Main { get; }

    /// <summary>The main programme first, then its imports.</summary>
    public ImmutableArray<Programme> All { get; }

    /// <summary>The stages of the main programme, then the rungs of the side ladders of all of them.</summary>
    public ImmutableArray<Stage> Rungs { get; }

    /// <summary>One of <see cref="Rungs"/>, or null.</summary>
    public Stage? Stage(string id) => _stages.GetValueOrDefault(id);

    /// <summary>A credential or substate of any of the programmes, or null.</summary>
    public Credential? Credential(string id) => _credentials.GetValueOrDefault(id);

    /// <summary>
    /// The rule by which a case of a title is answered on a day. A title may have had several rules, and two of them may be alive at once for two kinds of
    /// case: until the end of 2026 a national little giant is re-checked by the rule of 2022 and first recognised by that of 2026.
    /// </summary>
    /// <param name="id">Any of the title's credentials.</param>
    /// <returns>Null where no rule of the title is open for such a case on that day.</returns>
    public Credential? RuleFor(string id, CaseKind kind, DateOnly day) => Succession.Of(id, _credentials).LastOrDefault(rule => rule.Answers(kind, day));

    private static IEnumerable<Credential> CredentialsOf(Programme programme) =>
        programme.Credentials.Concat(programme.Stages.SelectMany(stage => stage.Substates)).SelectMany(WithSubstates);

    private static IEnumerable<Credential> WithSubstates(Credential credential) => credential.Substates.SelectMany(WithSubstates).Prepend(credential);
}
