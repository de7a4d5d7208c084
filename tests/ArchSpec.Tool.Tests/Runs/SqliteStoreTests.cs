using System.Data.Common;
using ArchSpec.Tool.Runs;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Tests.Runs;

public sealed class SqliteStoreTests : RunStoreFacts
{
    private string File => Path.Combine(Folder, "archspec.db");

    protected override IRunStore Store() => new SqliteRunStore(File);

    protected override DbConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }

    protected override void MakeFirst() => Execute(FirstSchema.Sqlite + FirstSchema.Rows);

    protected override void MakeNewer() => Execute("PRAGMA user_version = 99");
}
