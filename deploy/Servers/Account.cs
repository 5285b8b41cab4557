namespace Cultivation.Servers;

/// <summary>The account that a server runs as: PostgreSQL refuses root, and RabbitMQ need not have it. Ordinary users run servers as themselves.</summary>
internal sealed record Account(string? Name)
{
    public static Account For(string name) => new(Environment.IsPrivilegedProcess ? name : null);

    /// <summary>The command as this account; it dies with the script that started it, should that be killed.</summary>
    public string[] Runs(string signal, params string[] command) => Name is null
        ? ["setpriv", "--pdeathsig", signal, "--", .. command]
        : ["setpriv", "--reuid", Name, "--regid", Name, "--init-groups", "--pdeathsig", signal, "--", .. command];

    public Task<Command> RunAsync(params string[] command)
    {
        var whole = Runs("KILL", command);
        return Command.RunAsync(whole[0], whole[1..]);
    }

    /// <summary>Gives the folder and all in it to this account.</summary>
    public async Task OwnAsync(string folder)
    {
        if (Name is not null)
            await Command.RunAsync("chown", "-R", $"{Name}:{Name}", folder);
    }
}
