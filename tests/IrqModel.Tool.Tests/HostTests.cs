using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Tests;

public class HostTests
{
    [Theory]
    [InlineData("4.18.0-305.el8.x86_64", "linux-5.9")]
    [InlineData("5.10.0-rc1", "linux-5.10-rc3")]
    [InlineData("5.10.0-rc3+", "linux-5.10-rc3")]
    [InlineData("5.10.0-051000rc2-generic", "linux-5.10-rc3")]
    [InlineData("5.10.0-rc4", "linux-5.10")]
    [InlineData("5.10.0-8-amd64", "linux-5.10")]
    [InlineData("5.15.0-91-generic", "linux-5.10")]
    [InlineData("5.18.0-rc1", "linux-5.18")]
    [InlineData("6.0.12", "linux-5.18")]
    [InlineData("6.1.0-18-amd64", "linux-6.1")]
    [InlineData("6.8.0-45-generic", "linux-6.2")]
    [InlineData("6.12.3-arch1-1", "linux-6.12")]
    [InlineData("7.0.0", "linux-6.12")]
    public void A_kernel_version_chooses_the_host_that_stands_for_it(string text, string host)
    {
        Assert.True(KernelVersion.TryParse(text, out var version));
        Assert.Equal(host, HostCatalogue.For(version).Name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("99999999999.1")]
    public void What_is_no_version_is_refused(string? text) => Assert.False(KernelVersion.TryParse(text, out _));
}
