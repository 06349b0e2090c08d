namespace IrqModel.Firmware;

/// <summary>
/// A command line that the configuration of a boot loader gives to the kernel. It is in force once the loader has taken it over and the
/// machine was started anew, which the configuration does not show.
/// </summary>
/// <param name="Source">The input.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Setting">What sets it, e.g. "GRUB_CMDLINE_LINUX_DEFAULT".</param>
/// <param name="Options">The options.</param>
public sealed record ConfiguredCommandLine(string Source, int Line, string Setting, string Options);
