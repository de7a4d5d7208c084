using System.Text.Json;

namespace ArchSpec.Tool.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public void Reports_each_part_as_JSON()
    {
        var (code, output, _) = TestConsole.Run("doctor", "--json");

        using var json = JsonDocument.Parse(output);
        var report = json.RootElement;
        Assert.Equal(ExitCodes.Ok, code);
        Assert.True(report.GetProperty("ok").GetBoolean());
        foreach (var part in new[] { "libTorch", "devices", "allocator", "database" })
        {
            Assert.Equal("ok", report.GetProperty(part).GetProperty("state").GetString());
        }

        var convolutions = report.GetProperty("convolutions");
        Assert.Contains(convolutions.GetProperty("measure").GetString(), new[] { "none", "asGiven", "cachesWritten", "limited" });
        Assert.Equal("0", convolutions.GetProperty("cpuId")[0].GetProperty("leaf").GetString());
        Assert.StartsWith("2.10.", report.GetProperty("versions").GetProperty("libTorch").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_each_part_as_text()
    {
        var (code, output, _) = TestConsole.Run("doctor");

        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("ok      libtorch: named by libtorch.path of this build", output, StringComparison.Ordinal);
        Assert.Contains("ok      devices: ", output, StringComparison.Ordinal);
        Assert.Matches("(?m)^ +cpuid +0\\.0: eax=[0-9A-F]{8} ebx=", output);
    }

    [Fact]
    public void A_broken_libtorch_ends_with_1_and_the_rest_is_reported()
    {
        var (code, output, error) = TestConsole.Run("doctor", "--libtorch", "/does/not/exist");

        Assert.Equal((ExitCodes.Failed, ""), (code, error));
        Assert.Contains("FAILED  libtorch: --libtorch names the folder '/does/not/exist'", output, StringComparison.Ordinal);
        Assert.Contains("ok      database: ", output, StringComparison.Ordinal);
    }
}
