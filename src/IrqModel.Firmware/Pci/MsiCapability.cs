namespace IrqModel.Firmware;

/// <summary>The MSI capability (id 05h). What the source does not say is null.</summary>
/// <param name="Offset">Where it starts in configuration space, or null.</param>
/// <param name="VectorsCapable">How many vectors the function asks for: a power of two from 1 to 32, or null.</param>
/// <param name="VectorsEnabled">How many vectors it was given: a power of two from 1 to 32, or null.</param>
/// <param name="Is64Bit">Whether the message address has 64 bits, or null.</param>
/// <param name="PerVectorMasking">Whether each vector can be masked, or null.</param>
/// <param name="Enabled">Whether the function sends messages, or null.</param>
/// <param name="Address">The message address, where MSI is enabled and the source says it.</param>
/// <param name="Data">The message data, where MSI is enabled and the source says it.</param>
public sealed record MsiCapability(
    int? Offset,
    int? VectorsCapable,
    int? VectorsEnabled,
    bool? Is64Bit,
    bool? PerVectorMasking,
    bool? Enabled,
    ulong? Address,
    ushort? Data);
