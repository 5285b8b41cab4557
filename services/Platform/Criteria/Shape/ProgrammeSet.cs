namespace Cultivation.Criteria;

/// <summary>A programme together with those it imports, with every credential that one of them names resolved.</summary>
public sealed class ProgrammeSet
{
    private readonly FrozenDictionary<string, Credential> _credentials;
    private readonly FrozenDictionary<string, Stage> _stages;

    /// <exception cref="ProgrammeInvalid">
    /// An import is not given, two programmes define one credential, a credential that is named is defined nowhere, or conditions lead back to themselves.
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
        if (faults.Count > 0)
            throw new ProgrammeInvalid(faults);
        _credentials = credentials.ToFrozenDictionary();
        _stages = main.Stages.ToFrozenDictionary(stage => stage.Id);
    }

    /// <summary>The programme whose stages are evaluated.</summary>
    public Programme Main { get; }

    /// <summary>The main programme first, then its imports.</summary>
    public ImmutableArray<Programme> All { get; }

    /// <summary>A stage of the main programme, or null.</summary>
    public Stage? Stage(string id) => _stages.GetValueOrDefault(id);

    /// <summary>A credential or substate of any of the programmes, or null.</summary>
    public Credential? Credential(string id) => _credentials.GetValueOrDefault(id);

    private static IEnumerable<Credential> CredentialsOf(Programme programme) =>
        programme.Credentials.Concat(programme.Stages.SelectMany(stage => stage.Substates)).SelectMany(WithSubstates);

    private static IEnumerable<Credential> WithSubstates(Credential credential) => credential.Substates.SelectMany(WithSubstates).Prepend(credential);
}
