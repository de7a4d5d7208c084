using ArchSpec.Tool.Runs;

namespace ArchSpec.Tool.Tests.Runs;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_the_variable_the_store_is_a_file_in_the_working_folder(string? value)
    {
        var description = RunStores.Choose(value, "/work folder").Description;

        Assert.Equal("SQLite file /work folder/archspec.db", description.ToString());
    }

    [Fact]
    public void A_connection_string_is_described_without_its_password()
    {
        var text = Describe("Server=db.example;Port=3307;Database=rice;User ID=jane;Password=tops3cret");

        Assert.Equal("MySQL at db.example:3307, database rice, user jane, TLS Preferred", text);
    }

    [Theory]
    [InlineData("Server=db.example;Database=rice;User ID=jane;Password=tops3cret", "")]
    [InlineData("mysql://jane:tops3cret@db.example/rice", "")]
    [InlineData("mysql://jane:tops3cret@db.example:3307/rice", "3307")]
    public void Nothing_that_prints_settings_prints_the_password(string value, string port)
    {
        var settings = MySqlSettings.Parse(value);

        var printed = $"{settings} {settings.Description} {settings.Description.Key}";
        Assert.DoesNotContain("tops3cret", printed, StringComparison.Ordinal);
        Assert.Contains(port, settings.Description.Server, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql://jane:pw@db.example/rice", "MySQL at db.example:3306, database rice, user jane, TLS Preferred")]
    [InlineData("mariadb://jane@[::1]:3307/rice", "MySQL at ::1:3307, database rice, user jane, TLS Preferred")]
    [InlineData("mysql://j%40ne:p%2Fw%23%3F@h/my%20db?ssl-mode=required", "MySQL at h:3306, database my db, user j@ne, TLS Required")]
    [InlineData("mysql://jane:pw@h/rice?ssl_mode=VERIFY_IDENTITY", "MySQL at h:3306, database rice, user jane, TLS VerifyFull")]
    [InlineData("mysql://jane@h/rice?ssl-mode=disabled&connect-timeout=9", "MySQL at h:3306, database rice, user jane, TLS None")]
    public void A_URL_is_read(string url, string expected)
    {
        Assert.Equal(expected, Describe(url));
    }

    [Fact]
    public void Percent_encoded_signs_of_a_password_are_decoded()
    {
        var settings = MySqlSettings.Parse("mysql://jane:p%2Fw%23%3F%40%3A%25@h/rice");

        Assert.Equal("***", settings.WithoutPassword("p/w#?@:%"));
    }

    [Fact]
    public void A_CA_without_a_mode_is_checked()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["ca.pem"], "");

        var url = Describe($"mysql://u:p@h/d?ssl-ca={folder["ca.pem"]}");
        var pairs = Describe($"Server=h;Database=d;User ID=u;SslCa={folder["ca.pem"]}");
        Assert.EndsWith("TLS VerifyCA (ca.pem)", url, StringComparison.Ordinal);
        Assert.Equal(url, pairs);
    }

    [Theory]
    [InlineData("Database=rice;Password=tops3cret", "no server")]
    [InlineData("Server=h;Password=tops3cret", "no database")]
    [InlineData("tops3cret", "OPTION=VALUE")]
    [InlineData("Server=h;Database=d;Password=a;tops3cret=b", "an option that MySQL does not know")]
    [InlineData("Server=h;Database=d;Password=a;tops3cret", "OPTION=VALUE")]
    [InlineData("Server=h;Database=d;Port=tops3cret", "'port' is not valid")]
    [InlineData("Server=h;Database=d;Password=tops3cret;SslMode=Verify", "'sslmode' is not valid")]
    [InlineData("Server=h;Database=d;Password=tops3cret;SslCa=/no/ca.pem", "the CA file that it names does not exist")]
    [InlineData("mysql://jane:tops3cret@/rice", "no URL of the form")]
    [InlineData("mysql://jane:tops3cret@h", "no database")]
    [InlineData("mysql://jane:tops3cret@h/", "no database")]
    [InlineData("mysql://h/rice", "no URL of the form")]
    [InlineData("mysql://jane:12/tops3cret@h/rice", "no URL of the form")]
    [InlineData("mysql://jane:12#tops3cret@h/rice", "no URL of the form")]
    [InlineData("mysql://jane:12?tops3cret@h/rice", "no URL of the form")]
    [InlineData("mysql://jane:12@tops3cret@h/rice", "no URL of the form")]
    [InlineData("mysql://jane:tops3cret@h/rice?tops3cret=1", "options ssl-mode")]
    [InlineData("mysql://jane:tops3cret@h/rice?ssl-mode=tops3cret", "'SslMode' is not valid")]
    public void A_bad_value_is_one_error_without_the_password(string value, string expected)
    {
        var error = Assert.Throws<RunStoreException>(() => RunStores.Choose(value, "/"));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("ARCHSPEC_DB holds no usable MySQL connection string", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tops3cret", error.ToString(), StringComparison.Ordinal); // ARCHSPEC_DEBUG=1 shows it whole
        Assert.DoesNotContain('\n', error.Message);
    }

    private static string Describe(string value) => RunStores.Choose(value, "/").Description.ToString();
}
