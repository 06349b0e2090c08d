using System.Collections.Immutable;
using IrqModel.Rules;

namespace IrqModel.Tool.Checking;

/// <summary>What firmware gets wrong, and what Linux makes of it.</summary>
public static class CheckRules
{
    private const string Page = "https://github.com/irqanalyzers/irqanalyzers/blob/main/docs/check.md#";

    /// <summary>A table whose structure is broken.</summary>
    public static CheckRule TableUnreadable { get; } = Of(
        "table-unreadable", CheckSeverity.Error, "a table that cannot be read", "Linux ignores the table or what follows in it.");

    /// <summary>A field of a table with a value that it must not have.</summary>
    public static CheckRule TableField { get; } = Of(
        "table-field", CheckSeverity.Warning, "a field with a value that the specification does not allow",
            "Linux lives with it or skips the structure.");

    /// <summary>A register base that is no address of registers.</summary>
    public static CheckRule RegisterBase { get; } = Of(
        "register-base", CheckSeverity.Error, "a unit whose register base is 0, all ones or not on a page",
        "Linux says \"Your BIOS is broken; DMAR reported at address 0!\" and leaves VT-d off, and with it interrupt remapping.");

    /// <summary>A table without units.</summary>
    public static CheckRule NoUnit { get; } = Of("no-unit", CheckSeverity.Error, "a table that defines no unit", "Linux leaves VT-d off.");

    /// <summary>An IOAPIC in no scope.</summary>
    public static CheckRule IoApicWithoutUnit { get; } = Of(
        "ioapic-without-unit", CheckSeverity.Error, "an IOAPIC that no unit names",
        "Linux says \"ioapic N has no mapping iommu, interrupt remapping will be disabled\".");

    /// <summary>A scope of an IOAPIC that the MADT does not have.</summary>
    public static CheckRule IoApicUnknown { get; } = Of(
        "ioapic-unknown", CheckSeverity.Warning, "a unit that names an IOAPIC which the MADT does not have",
            "The scope serves nothing; the id is probably wrong.");

    /// <summary>No entry for the IOAPIC of the southbridge.</summary>
    public static CheckRule NoSouthbridgeIoApic { get; } = Of(
        "no-southbridge-ioapic", CheckSeverity.Error, "no unit names the IOAPIC of the southbridge (00:14.0)",
        "Linux says \"No southbridge IOAPIC found\" and leaves interrupt remapping off.");

    /// <summary>A bug of firmware that a kernel's log names.</summary>
    public static CheckRule FirmwareBug { get; } = Of(
        "firmware-bug", CheckSeverity.Warning, "a bug of firmware about IOMMUs that the kernel's log names",
        "Linux works around it; the line says how.");

    /// <summary>A scope whose type does not fit the header type of the function.</summary>
    public static CheckRule ScopeType { get; } = Of(
        "scope-type", CheckSeverity.Error, "a scope whose type does not fit the header type of the function it names",
        "Linux says \"Device scope type does not match\" and does not take the function into the unit's scope.");

    /// <summary>A scope that leads nowhere.</summary>
    public static CheckRule ScopeMissesFunction { get; } = Of(
        "scope-misses-function", CheckSeverity.Note, "a scope that names a function which is not there",
        "Nothing happens, unless the function comes later at this address.");

    /// <summary>A path that goes on behind something that is no bridge.</summary>
    public static CheckRule ScopePath { get; } = Of(
        "scope-path", CheckSeverity.Error, "a scope whose path goes on behind a function that is no bridge",
            "The scope leads to no function, whatever it was meant for.");

    /// <summary>Something after the catch-all unit of a segment.</summary>
    public static CheckRule CatchAllNotLast { get; } = Of(
        "catch-all-not-last", CheckSeverity.Warning, "a unit after the catch-all unit of its segment",
            "Linux puts catch-all units last by itself; older software may not.");

    /// <summary>A SATC structure that cannot be as it is.</summary>
    public static CheckRule Satc { get; } = Of(
        "satc", CheckSeverity.Warning, "a SATC scope that is no endpoint integrated into the SoC, or is in no unit's segment",
        "Linux keeps the scope and never finds a function for it, so a device that needs its ATC goes without.");

    /// <summary>A SIDP structure that cannot be as it is.</summary>
    public static CheckRule Sidp { get; } = Of(
        "sidp", CheckSeverity.Warning, "a SIDP scope that is neither endpoint nor bridge, is in no unit's segment, or contradicts another",
        "Software that reads SIDP structures applies the wrong properties.");

    /// <summary>Two AMD units that name one function.</summary>
    public static CheckRule IvhdOverlap { get; } = Of(
        "ivhd-overlap", CheckSeverity.Error, "two IOMMUs whose device entries name the same function",
            "Linux takes the one that comes later in the table.");

    /// <summary>A function that the units' tables and the listing contradict each other about.</summary>
    public static CheckRule Listing { get; } = Of(
        "listing", CheckSeverity.Note, "a listing with something that hardware cannot have", "The listing is damaged, or the device is.");

    /// <summary>All of them, with the rules of the catalogue about the topology of machines.</summary>
    public static ImmutableArray<CheckRule> All { get; } =
    [
        TableUnreadable, TableField, RegisterBase, NoUnit, IoApicWithoutUnit, IoApicUnknown, NoSouthbridgeIoApic, FirmwareBug, ScopeType,
        ScopePath, ScopeMissesFunction,
        CatchAllNotLast, Satc, Sidp, IvhdOverlap, Listing, .. RuleCatalogue.All.Where(rule =>
            rule.Id.StartsWith("IRQ5", StringComparison.Ordinal)).Select(Of),
    ];

    /// <summary>The check that goes by a rule of the catalogue.</summary>
    public static CheckRule Of(string ruleId) => All.First(rule => rule.Id == ruleId);

    // VFs beyond the buses are lost only if somebody enables that many.
    private static CheckRule Of(Rule rule) =>
        new(rule.Id, rule.Id == RuleIds.VfsBeyondBuses ? CheckSeverity.Warning : CheckSeverity.Error, rule.Title, rule.Consequence,
            rule.HelpLink);

    private static CheckRule Of(string id, CheckSeverity severity, string title, string consequence) =>
        new(id, severity, title, consequence, Page + id);
}
