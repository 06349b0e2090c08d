namespace IrqModel.Firmware.Tests;

public class SysfsConfigTests
{
    [Fact]
    public void A_config_file_is_named_after_its_function_or_lies_in_its_folder()
    {
        string folder = Directory.CreateTempSubdirectory("irq-sysfs-").FullName;
        try
        {
            byte[] bytes = ConfigBytes.PhysicalFunction().Build();
            File.WriteAllBytes(Path.Combine(folder, "0001-02-00.1.config"), bytes);
            Directory.CreateDirectory(Path.Combine(folder, "0000-00-1f.3"));
            File.WriteAllBytes(Path.Combine(folder, "0000-00-1f.3", "config"), bytes[..64]);

            PciDeviceInfo[] devices = [.. SysfsConfig.LoadFolder(folder)];

            Assert.Equal(["0000:00:1f.3", "0001:02:00.1"], devices.Select(d => d.Address.ToString()));
            Assert.NotNull(devices[1].Sriov);
            Assert.Contains("is not in the dump", Assert.Single(devices[0].Problems).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_file_without_an_address_in_its_name_is_refused()
    {
        var error = Assert.Throws<FirmwareFormatException>(() => SysfsConfig.Load("eth0.config"));

        Assert.Equal("eth0.config: no PCI address in the name; expected a name such as 0000:00:1f.3/config", error.Message);
    }

    [Theory]
    [InlineData(63, "t: offset 0x3F: the end of the file; expected a header of 64 bytes")]
    [InlineData(4097, "t: offset 0x1000: 1 bytes; expected the end of the file, at 4096 bytes")]
    public void A_space_of_an_impossible_size_is_refused(int size, string message) =>
        Assert.Equal(message, Assert.Throws<FirmwareFormatException>(() => SysfsConfig.Parse(new byte[size], default, "t")).Message);

    [Fact]
    public void Every_real_config_file_reads()
    {
        foreach (string path in SharedData.Files("sysfs", "*config"))
        {
            PciDeviceInfo device = SysfsConfig.Load(path);
            Assert.True(device.VendorId is not null || device.Config?.IsAbsent == true, path);
            foreach (PciProblem problem in device.Problems)
                TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {problem}");
        }
    }
}
