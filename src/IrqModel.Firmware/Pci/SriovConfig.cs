namespace IrqModel.Firmware;

/// <summary>
/// The SR-IOV extended capability (id 0010h) of a physical function. The requester id of its virtual function number n, counted from 1,
/// is the function's own plus <see cref="FirstVfOffset"/> plus (n - 1) times <see cref="VfStride"/>, modulo 2^16.
/// What the source does not say is null: <c>lspci -v</c> names the capability without any of its numbers.
/// </summary>
/// <param name="Offset">Where it starts in configuration space, or null.</param>
/// <param name="InitialVfs">How many virtual functions are there at first.</param>
/// <param name="TotalVfs">How many virtual functions there can be.</param>
/// <param name="NumVfs">How many virtual functions software asked for, or null.</param>
/// <param name="FirstVfOffset">The distance from the physical function's requester id to that of the first virtual function.</param>
/// <param name="VfStride">The distance between the requester ids of neighbouring virtual functions.</param>
/// <param name="VfDeviceId">The device id of the virtual functions.</param>
/// <param name="VfEnable">Whether the virtual functions exist, or null.</param>
/// <param name="AriCapableHierarchy">
/// Whether virtual functions may use function numbers above 7, or null.
/// </param>
public sealed record SriovConfig(
    int? Offset,
    int? InitialVfs,
    int? TotalVfs,
    int? NumVfs,
    int? FirstVfOffset,
    int? VfStride,
    int? VfDeviceId,
    bool? VfEnable,
    bool? AriCapableHierarchy);
