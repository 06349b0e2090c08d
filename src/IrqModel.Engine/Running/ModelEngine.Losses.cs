using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Where what was done to functions was done, so that a lost interrupt can be accounted for.</content>
internal sealed partial class ModelEngine
{
    private readonly Dictionary<RemappingUnit, (SourceLocation At, int Order)> unitChanges = [];
    private int deeds;

    private void Note(PciFunction function, Deed deed, SourceLocation at) =>
        (HardwareOf(function).History ??= new()).Note(deed, PlaceInModel(function, at), ++deeds);

    private void NoteUnit(RemappingUnit unit, SourceLocation at) => unitChanges[unit] = (at.IsInModel ? at : BootPlace(), ++deeds);

    // What a default of the DSL does, the call did that made it run: the one that bound the driver, asked it for VFs, added or found the function.
    private SourceLocation PlaceInModel(PciFunction function, SourceLocation at)
    {
        if (at.IsInModel) return at;
        if (HardwareOf(function).History?.Latest() is { Line: > 0 } latest) return latest;
        return BootPlace();
    }

    private static SourceLocation HandlerPlace(BusNotifier notifier) =>
        HandlerLocations.FirstStatementOf(notifier.GetType(), Operations.IommuDeviceAdded.Method);

    private void NoteLeftUndecided(PciFunction function, BusNotifier by)
    {
        if ((function.EstablishedFacts & Facts.MsiDomainDecided) == 0) (HardwareOf(function).History ??= new()).LeftUndecidedBy = by;
    }

    private SourceLocation BootPlace() => HandlerLocations.FirstStatementOf(Host.GetType(), Operations.Boot.Method);

    private void LoseHardware(VirtualFunction function, SourceLocation at)
    {
        HardwareOf(function).IsGone = true;
        Note(function, Deed.Gone, at);
    }

    // The end of a handler has a line of its own, or none where there are no debug symbols: that stays as it is.
    private SourceLocation PlaceInModel(ModelObject about, SourceLocation at) =>
        at.IsInModel || at.Line == 0 ? at
        : about is PciFunction function ? PlaceInModel(function, at)
        : BootPlace();

    private SourceLocation UndecidedPlace(FunctionHistory history)
    {
        if (history.LeftUndecidedBy is { } notifier && HandlerPlace(notifier) is { IsInModel: true } left) return left;
        var (found, _) = history.Last(Deed.Found);
        return found.IsInModel ? found : BootPlace();
    }

    // Whether a rule that was broken earlier is why a function lost what it lost.
    private void Promote(PciFunction function, LossCause cause)
    {
        var found = HardwareOf(function).History?.Last(Deed.Found).At ?? default;
        protocol.Promote(suspicion => suspicion.Assuming switch
        {
            Assumption.NobodyDecides => cause is LossCause.DomainUndecided or LossCause.NoDomain
                && (suspicion.About == function || (suspicion.About is Host && suspicion.Finding.Location == found)),
            Assumption.FunctionsKeepDomains => cause is LossCause.DomainUndecided or LossCause.RemappingCameLater,
            Assumption.FunctionsHaveNoDomain => cause == LossCause.NoDomain,
            Assumption.HandlersWait => cause is LossCause.Masked or LossCause.MsiOff or LossCause.PoweredDown
                && (suspicion.About == function || suspicion.About == function.PhysicalFunction),
            _ => false,
        }, isExplained: protocol.AboutLossOf(function) is not null);
    }
}
