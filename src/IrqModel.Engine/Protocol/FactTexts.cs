using IrqModel.Contracts;

namespace IrqModel.Engine;

/// <summary>Facts in words, each as the predicate of a sentence about the object.</summary>
internal static class FactTexts
{
    private static readonly (Facts Fact, string Missing, string Present)[] Texts =
    [
        (Facts.Registered, "is not registered with its IOMMU", "is registered with its IOMMU"),
        (Facts.DefaultMsiDomain, "has no default MSI domain", "has a default MSI domain"),
        (Facts.MsiDomainDecided, "has no decided MSI domain", "has a decided MSI domain"),
        (Facts.MsiDomainInherited, "has not inherited its PF's MSI domain", "has inherited its PF's MSI domain"),
        (Facts.BindingHeld, "is open to drivers (MatchDriver is true)", "is held back from drivers (MatchDriver is false)"),
        (Facts.Added, "is not added", "is added"),
        (Facts.Bound, "is not bound to a driver", "is bound to a driver"),
        (Facts.VectorsAllocated, "has no vectors", "has vectors"),
        (Facts.InterruptsRequested, "has no requested interrupts", "has requested interrupts"),
        (Facts.MessagesWritten, "has no written messages", "has written messages"),
        (Facts.MsiEnabled, "has MSI disabled", "has MSI enabled"),
        (Facts.SpecialMsiDomain, "has no special MSI domain", "has a special MSI domain of the platform"),
        (Facts.Removed, "is in the system", "is removed"),
        (Facts.VirtualFunctionsPresent, "has no VFs", "has VFs in the system"),
        (Facts.PoweredDown, "has power", "is powered down"),
        (Facts.MemoryDecodingOff, "decodes memory", "does not decode memory"),
        (Facts.MessagesLost, "has its messages", "has lost its messages"),
        (Facts.FunctionsUnseen, "has added no functions", "has added functions that the notifier will not see"),
        (Facts.BusScanned, "is not scanned", "is already scanned"),
        (Facts.TablePointerSet, "has no table pointer", "has a table pointer"),
        (Facts.EntryCacheInvalidated, "has an entry cache that is not invalidated", "has an invalidated entry cache"),
        (Facts.RemappingEnabled, "does not remap interrupts", "remaps interrupts"),
        (Facts.UnitInUse, "is not in use", "is in use"),
        (Facts.DefaultDomainCreated, "has not created the default MSI domain", "has already created the default MSI domain"),
        (Facts.NotifierSubscribed, "has no notifier subscribed", "has a notifier subscribed"),
        (Facts.DomainSought, "was never looked up", "was looked up"),
        (Facts.FunctionsAdded, "has added no functions", "has added functions already"),
        (Facts.InterruptsReleased, "has interrupts that are not released", "has released its interrupts already"),
        (Facts.VectorsFreed, "has vectors that are not freed", "has freed its vectors already"),
        (Facts.VectorsMasked, "has unmasked vectors", "has masked vectors"),
        (Facts.AllocationIgnored, "has vectors that were counted", "has vectors that nobody counted"),
        (Facts.MsiSwitchedOff, "has MSI that was not switched off", "has MSI switched off"),
        (Facts.HeldByGuest, "is used by no guest", "is used by a guest"),
        (Facts.VfsHeldByGuests, "has no VFs that guests use", "has VFs that guests use"),
        (Facts.EntriesStale, "has no changed entries that its unit was not told of", "has changed entries that its unit was not told of"),
        (Facts.ExtendedModeSupported, "has units without extended interrupt mode", "has extended interrupt mode in all units"),
        (Facts.VectorsManaged, "has vectors that only its driver gives back", "has vectors that are given back for its driver"),
        (Facts.DefaultDomainOverridden, "has not overridden the default MSI domain", "has overridden the default MSI domain"),
    ];

    /// <summary>None of the facts holds.</summary>
    public static string Missing(Facts facts) => Join(facts, text => text.Missing);

    /// <summary>The facts hold.</summary>
    public static string Present(Facts facts) => Join(facts, text => text.Present);

    private static string Join(Facts facts, Func<(Facts Fact, string Missing, string Present), string> choose)
    {
        var texts = Texts.Where(text => (facts & text.Fact) != 0).Select(choose).ToArray();
        return texts.Length < 2 ? string.Concat(texts) : $"{string.Join(", ", texts[..^1])} and {texts[^1]}";
    }
}
