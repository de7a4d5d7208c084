using System.Data.Common;
using Dapper;

namespace ArchSpec.Tool.Runs;

/// <summary>The tables and columns that a database has.</summary>
internal sealed class TableLayout
{
    private readonly Dictionary<string, HashSet<string>> tables;

    private TableLayout(IEnumerable<(string Table, string Column)> columns, StringComparer comparer) =>
        tables = columns.GroupBy(pair => pair.Table, comparer).ToDictionary(
            table => table.Key, table => table.Select(pair => pair.Column).ToHashSet(StringComparer.OrdinalIgnoreCase), comparer);

    /// <summary>Asks the database.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="query">Gives a row for each column: its table, its name.</param>
    /// <param name="comparer">How the database compares the names of tables.</param>
    /// <param name="transaction">Where one is open.</param>
    public static TableLayout Read(
        DbConnection connection, string query, StringComparer comparer, DbTransaction? transaction = null) =>
        new(connection.Query<(string, string)>(query, transaction: transaction), comparer);

    /// <summary>True where the table is there.</summary>
    public bool Has(string table) => tables.ContainsKey(table);

    /// <summary>True where the table is there and has the column.</summary>
    public bool Has(string table, string column) => tables.TryGetValue(table, out var columns) && columns.Contains(column);

    /// <summary>True where there is nothing left to add.</summary>
    public bool Has(SchemaChange change) => change.Column is { } column ? Has(change.Table, column) : Has(change.Table);
}
