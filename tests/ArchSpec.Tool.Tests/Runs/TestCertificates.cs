using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>A certificate authority, one that signed nothing, and a server's certificate for 127.0.0.1, as PEM files.</summary>
internal sealed class TestCertificates
{
    public TestCertificates(string folder)
    {
        Ca = Path.Combine(folder, "ca.pem");
        OtherCa = Path.Combine(folder, "other-ca.pem");
        Certificate = Path.Combine(folder, "server.pem");
        Key = Path.Combine(folder, "server-key.pem");
        using var ca = Authority("CN=ArchSpec test CA");
        using var other = Authority("CN=Another test CA");
        File.WriteAllText(Ca, ca.ExportCertificatePem());
        File.WriteAllText(OtherCa, other.ExportCertificatePem());
        WriteServer(ca);
    }

    public string Ca { get; }

    public string OtherCa { get; }

    public string Certificate { get; }

    public string Key { get; }

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private void WriteServer(X509Certificate2 ca)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(ca, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        File.WriteAllText(Certificate, signed.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportRSAPrivateKeyPem());
    }
}
