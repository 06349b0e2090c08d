namespace IrqModel.Firmware;

/// <summary>
/// A kernel of which somebody says in a sentence that it runs: "I am running 6.8.12-4-pve". Only forms that cannot be the version of
/// anything else are taken, and none of a kernel that ran before or elsewhere.
/// </summary>
/// <param name="Source">The input.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Version">The version, as it stands there.</param>
public sealed record KernelMention(string Source, int Line, string Version);
