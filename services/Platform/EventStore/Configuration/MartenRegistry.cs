using System.Linq.Expressions;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace Marten;

/// <summary><c>options.Schema</c>: how documents are stored.</summary>
public class MartenRegistry
{
    readonly StoreOptions options;

    internal MartenRegistry(StoreOptions options) => this.options = options;

    public DocumentMappingExpression<T> For<T>() => new(options.Documents.For(typeof(T)));

    public class DocumentMappingExpression<T>
    {
        readonly DocumentMapping mapping;

        internal DocumentMappingExpression(DocumentMapping mapping) => this.mapping = mapping;

        /// <summary>Names the member that is the identity, a string or a Guid. Default: Id.</summary>
        public DocumentMappingExpression<T> Identity(Expression<Func<T, object>> member)
        {
            mapping.IdMember = Members.Path(member).Single();
            return this;
        }

        public DocumentMappingExpression<T> Index(Expression<Func<T, object?>> expression, Action<ComputedIndex>? configure = null) =>
            Add(new(mapping.Table, [Members.Path(expression)]), configure);

        public DocumentMappingExpression<T> Index(
            IReadOnlyCollection<Expression<Func<T, object>>> expressions, Action<ComputedIndex>? configure = null) =>
            Add(new(mapping.Table, [.. expressions.Select(Members.Path)]), configure);

        /// <summary>Unique over all tenants.</summary>
        public DocumentMappingExpression<T> UniqueIndex(params Expression<Func<T, object>>[] expressions) =>
            Unique(null, TenancyScope.Global, expressions);

        /// <summary>Unique over all tenants.</summary>
        public DocumentMappingExpression<T> UniqueIndex(string indexName, params Expression<Func<T, object>>[] expressions) =>
            Unique(indexName, TenancyScope.Global, expressions);

        public DocumentMappingExpression<T> UniqueIndex(
            UniqueIndexType indexType, string indexName, TenancyScope tenancyScope = TenancyScope.Global, params Expression<Func<T, object>>[] expressions) =>
            Unique(indexName, tenancyScope, expressions);

        DocumentMappingExpression<T> Unique(string? name, TenancyScope scope, Expression<Func<T, object>>[] expressions) =>
            Add(new(mapping.Table, [.. expressions.Select(Members.Path)]) { Name = name, IsUnique = true, TenancyScope = scope }, null);

        DocumentMappingExpression<T> Add(ComputedIndex index, Action<ComputedIndex>? configure)
        {
            configure?.Invoke(index);
            mapping.Indexes.Add(index);
            return this;
        }
    }
}
