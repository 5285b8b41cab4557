using System.Linq.Expressions;
using System.Reflection;
using Marten.Exceptions;
using Marten.Services;

namespace Marten.Schema;

/// <summary>How one class is stored as rows of <c>mt_doc_{alias}</c>.</summary>
internal sealed class DocumentMapping(Type type)
{
    MemberInfo? idMember = FindId(type);
    Func<object, object?>? getId;
    Action<object, object>? setId;

    public Type Type { get; } = type;
    public string Alias { get; } = Names.DocumentAlias(type);
    public string Table { get; private init; } = "mt_doc_" + Names.DocumentAlias(type);
    public string DotNetName { get; } = Names.DotNet(type);
    public List<ComputedIndex> Indexes { get; } = [];

    /// <summary>Written by the fold of a stream: its version column counts events.</summary>
    public bool IsSnapshot { get; set; }

    /// <summary>The table is known to exist.</summary>
    public bool Ready { get; set; }

    public MemberInfo IdMember
    {
        get => idMember ?? throw new InvalidDocumentException(
            $"{Type.FullName} has no member Id: name its identity with Schema.For<{Type.Name}>().Identity(...)");
        set => (idMember, getId, setId) = (value, null, null);
    }

    public Type IdType => Members.TypeOf(IdMember);

    public string IdSql => IdType == typeof(Guid) ? "uuid" : "varchar";

    /// <summary>The id of a document; a missing Guid is assigned.</summary>
    public object IdOf(object document)
    {
        getId ??= Members.Getter(Type, IdMember);
        var id = getId(document);
        if (id is Guid guid && guid == Guid.Empty) SetId(document, id = Guid.CreateVersion7());
        return id is null or "" ? throw new InvalidDocumentException($"{Type.FullName} has no value in {IdMember.Name}") : id;
    }

    public void SetId(object document, object id)
    {
        setId ??= Members.Setter(Type, IdMember, IdType) ?? ((_, _) => { });
        setId(document, id);
    }

    /// <summary>The same documents in another table, which exists.</summary>
    public DocumentMapping At(string table) => new(Type) { Table = table, IdMember = IdMember, IsSnapshot = IsSnapshot, Ready = true };

    public void Check()
    {
        if (IdType != typeof(string) && IdType != typeof(Guid))
            throw new InvalidDocumentException($"{Type.FullName}.{IdMember.Name} is a {IdType.Name}: an identity is a string or a Guid");
    }

    static MemberInfo? FindId(Type type) => type.GetProperty("Id") ?? type.GetProperty("id") ?? (MemberInfo?)type.GetField("Id");
}
