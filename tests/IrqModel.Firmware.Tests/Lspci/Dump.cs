namespace IrqModel.Firmware.Tests;

/// <summary>Short ways to read dumps from text.</summary>
internal static class Dump
{
    public static LspciDump Of(string text) => LspciDump.Parse(new StringReader(text), "t");

    public static PciDeviceInfo One(string text) => Assert.Single(Of(text).Devices);

    public static string Refused(string text) => Assert.Throws<FirmwareFormatException>(() => Of(text)).Message;
}
