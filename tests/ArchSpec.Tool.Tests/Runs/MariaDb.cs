using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ArchSpec.Tool.Runs;
using Dapper;
using MySqlConnector;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>
/// A MariaDB server of the tests' own: its data in a temporary folder, on a free port, with TLS. Never the system's service.
/// Where MariaDB is not installed its tests are skipped, unless ARCHSPEC_REQUIRE_MARIADB is 1.
/// </summary>
public sealed class MariaDb : IDisposable
{
    public const string User = "trainer";
    public const string RowsOnlyUser = "limited";
    public const string Password = "s3cret;pass\"word";

    private readonly TempFolder folder = new();
    private readonly string? server = Find("mariadbd");
    private readonly TestCertificates certificates;
    private Process? process;

    public MariaDb()
    {
        certificates = new TestCertificates(folder.Path);
        Port = FreePort();
        if (server is null)
        {
            return;
        }

        try
        {
            Install();
            Start();
        }
        catch
        {
            // Nobody disposes of a fixture that was never made.
            Dispose();
            throw;
        }
    }

    public int Port { get; }

    public string Ca => certificates.Ca;

    public string OtherCa => certificates.OtherCa;

    /// <summary>Skips the test without a server.</summary>
    public void Require()
    {
        var required = Environment.GetEnvironmentVariable("ARCHSPEC_REQUIRE_MARIADB") == "1";
        Assert.False(server is null && required, "ARCHSPEC_REQUIRE_MARIADB is 1 and mariadbd is not installed");
        Skip.If(server is null, "mariadbd is not installed (apt-get install mariadb-server)");
        Start();
    }

    /// <summary>Makes an empty database and returns a connection string for it.</summary>
    public string NewDatabase(string options = "")
    {
        var name = "test_" + Guid.NewGuid().ToString("N")[..8];
        using var connection = new MySqlConnection(ConnectionString("mysql", "SslMode=None"));
        connection.Open();
        connection.Execute($"CREATE DATABASE {name}");
        return ConnectionString(name, options.Length > 0 ? options : "SslMode=None");
    }

    /// <summary>Opens a connection as a person who looks at the tables.</summary>
    public static MySqlConnection Open(string connectionString)
    {
        var connection = new MySqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    public static IRunStore Store(string connectionString) => new MySqlRunStore(MySqlSettings.Parse(connectionString));

    /// <summary>Starts the server where it is not running, and waits until it answers.</summary>
    public void Start(bool tls = true)
    {
        if (process is { HasExited: false })
        {
            return;
        }

        string[] security = tls
            ? [$"--ssl-ca={certificates.Ca}", $"--ssl-cert={certificates.Certificate}", $"--ssl-key={certificates.Key}"]
            : ["--skip-ssl"];
        process = Run(server!, [.. Common, .. security, $"--port={Port}", "--bind-address=127.0.0.1",
            $"--init-file={folder["init.sql"]}", $"--socket={folder["sock"]}", $"--pid-file={folder["pid"]}",
            $"--log-error={folder["error.log"]}", "--innodb-buffer-pool-size=16M", "--performance-schema=0"]);
        RunSamples.WaitUntil(Answers);
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (process is null)
        {
            return;
        }

        process.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>Stops the server where it stands (SIGSTOP): connections stay open and nothing answers.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signal("CONT");

    public void Dispose()
    {
        Kill();
        folder.Dispose();
    }

    private string[] Common => ["--no-defaults", $"--user={Environment.UserName}", $"--datadir={folder["data"]}"];

    private string ConnectionString(string database, string options) =>
        $"Server=127.0.0.1;Port={Port};Database={database};User ID={User};Password='{Password}';{options}";

    private void Install()
    {
        var name = $"IDENTIFIED BY '{Password}'";
        File.WriteAllText(folder["init.sql"], $"""
            CREATE USER IF NOT EXISTS '{User}'@'%' {name};
            CREATE USER IF NOT EXISTS '{User}'@'localhost' {name};
            GRANT ALL ON *.* TO '{User}'@'%';
            GRANT ALL ON *.* TO '{User}'@'localhost';
            CREATE USER IF NOT EXISTS '{RowsOnlyUser}'@'%' {name};
            CREATE USER IF NOT EXISTS '{RowsOnlyUser}'@'localhost' {name};
            GRANT SELECT, INSERT, UPDATE ON *.* TO '{RowsOnlyUser}'@'%';
            GRANT SELECT, INSERT, UPDATE ON *.* TO '{RowsOnlyUser}'@'localhost';
            """);
        string[] options = [.. Common, "--skip-test-db", "--auth-root-authentication-method=normal"];
        using var install = Run(Find("mariadb-install-db")!, options);
        install.WaitForExit();
        Assert.Equal(0, install.ExitCode);
    }

    private void Signal(string name)
    {
        using var kill = Run("/bin/kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private bool Answers()
    {
        if (process!.HasExited)
        {
            Assert.Fail("mariadbd ended at its start: " + File.ReadAllText(folder["error.log"]));
        }

        try
        {
            using var connection = Open(ConnectionString("mysql", "SslMode=None;ConnectionTimeout=2"));
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }

    private static Process Run(string file, IEnumerable<string> arguments)
    {
        // The output goes nowhere: nobody reads it, and a full pipe would stop the server.
        var process = new Process
        {
            StartInfo = new("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/null 2>&1", file, .. arguments]),
        };
        process.Start();
        return process;
    }

    private static string? Find(string name)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(Path.PathSeparator).Append("/usr/sbin").Append("/usr/local/sbin")
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}

/// <summary>The tests that share one server, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class MariaDbCollection : ICollectionFixture<MariaDb>
{
    public const string Name = "MariaDB";
}
