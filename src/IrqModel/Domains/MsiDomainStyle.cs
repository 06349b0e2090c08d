namespace IrqModel;

/// <summary>Where the level that composes PCI MSI messages lives.</summary>
public enum MsiDomainStyle
{
    /// <summary>
    /// One domain for many functions: the plain one, one for each remapping unit, one a platform brings. A function's MSI domain is that
    /// domain (Linux before 6.2).
    /// </summary>
    Shared = 0,

    /// <summary>
    /// One domain for each function, made when its MSI or MSI-X is enabled. A function's MSI domain is the parent on which that domain
    /// will be made: the remapping unit's, or the vectors themselves (Linux 6.2 and later).
    /// </summary>
    PerDevice = 1,
}
