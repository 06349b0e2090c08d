namespace IrqModel.Engine;

/// <summary>IntCtl of a device table entry: what becomes of fixed and arbitrated interrupts.</summary>
internal enum AmdIntControl : byte
{
    Abort = 0,
    Pass = 1,
    Remap = 2,
    Reserved = 3,
}
