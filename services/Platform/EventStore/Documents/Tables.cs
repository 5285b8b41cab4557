namespace Marten.Schema;

/// <summary>Where a unit of work finds its tables: the live ones, unless a rebuild works beside them.</summary>
internal class Tables
{
    public static readonly Tables Live = new();

    public virtual DocumentMapping For(DocumentMapping live) => live;

    /// <summary>SQL that a caller wrote, with the names of the tables it means.</summary>
    public virtual string Sql(string sql) => sql;
}
