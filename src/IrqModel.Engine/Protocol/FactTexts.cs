using IrqModel.Contracts;

namespace IrqModel.Engine;

/// <summary>Says facts in words.</summary>
internal static class FactTexts
{
    private static readonly (Facts Fact, string Missing, string Present)[] Texts =
    [
        (Facts.Registered, "not registered with its IOMMU", "registered with its IOMMU"),
        (Facts.DefaultMsiDomain, "without a default MSI domain", "has a default MSI domain"),
        (Facts.MsiDomainDecided, "its MSI domain not decided", "its MSI domain is decided"),
        (Facts.MsiDomainInherited, "without its PF's MSI domain", "has its PF's MSI domain"),
        (Facts.BindingHeld, "open to drivers (MatchDriver is true)", "held back from drivers"),
        (Facts.Added, "not added", "added"),
        (Facts.Bound, "not bound to a driver", "bound to a driver"),
        (Facts.VectorsAllocated, "without vectors", "has vectors"),
        (Facts.InterruptsRequested, "its interrupts not requested", "its interrupts are requested"),
        (Facts.MessagesWritten, "its messages not written", "its messages are written"),
        (Facts.MsiEnabled, "its MSI not enabled", "its MSI is enabled"),
        (Facts.SpecialMsiDomain, "without a special MSI domain", "has a platform's special MSI domain"),
        (Facts.Removed, "in the system", "removed"),
        (Facts.VirtualFunctionsPresent, "without VFs", "has VFs in the system"),
        (Facts.PoweredDown, "powered", "powered down"),
        (Facts.MemoryDecodingOff, "decodes memory", "decodes no memory"),
        (Facts.MessagesLost, "with its messages", "its messages are lost"),
        (Facts.FunctionsUnseen, "no functions unseen", "functions were added that the notifier will not see"),
        (Facts.BusScanned, "not scanned", "scanned already"),
        (Facts.TablePointerSet, "its table pointer not set", "its table pointer is set"),
        (Facts.EntryCacheInvalidated, "its entry cache not invalidated", "its entry cache is invalidated"),
        (Facts.RemappingEnabled, "not remapping interrupts", "remapping interrupts"),
        (Facts.UnitInUse, "not in use", "in use"),
        (Facts.DefaultDomainCreated, "the default MSI domain does not exist", "the default MSI domain exists already"),
        (Facts.DefaultDomainOverridden, "the default MSI domain not overridden", "the default MSI domain is overridden"),
    ];

    /// <summary>None of the facts holds.</summary>
    public static string Missing(Facts facts) => Join(facts, text => text.Missing);

    /// <summary>The facts hold.</summary>
    public static string Present(Facts facts) => Join(facts, text => text.Present);

    private static string Join(Facts facts, Func<(Facts Fact, string Missing, string Present), string> choose) =>
        string.Join(", ", Texts.Where(text => (facts & text.Fact) != 0).Select(choose));
}
