namespace IrqModel.Contracts;

/// <summary>The classes of PCI functions that a contract can tell apart.</summary>
public enum FunctionKind
{
    /// <summary>Every function.</summary>
    Any = 0,

    /// <summary>Physical functions, bridges included.</summary>
    Physical = 1,

    /// <summary>SR-IOV virtual functions.</summary>
    Virtual = 2,
}
