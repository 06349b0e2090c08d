using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>
/// The dynamic reader of the protocol: keeps the facts of every object and reports the operations whose contracts do not hold. It
/// changes nothing about what operations do; whether a violation has a consequence is for the hardware to decide.
/// </summary>
internal sealed partial class ProtocolChecker(
    Machine machine, bool keepsHarmless, Func<ModelObject, SourceLocation, SourceLocation> placeInModel, Action<PciFunction> lost)
{
    private readonly List<Finding> findings = [];
    private readonly List<Finding> consequences = [];
    private readonly HashSet<(FindingKey Key, object Subject)> reported = [];
    private readonly HashSet<FindingKey> harmless = [];
    private readonly Dictionary<ModelObject, Finding> firstAbout = [];
    private readonly List<Suspicion> suspected = [];
    private bool hostHasFinding;
    private bool isOver;

    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Violations that are only consequences of a reported one.</summary>
    public IReadOnlyList<Finding> Consequences => consequences;

    /// <summary>Violations without consequence, if requested.</summary>
    public IReadOnlyCollection<FindingKey> Harmless => harmless;

    /// <summary>Adds what is wrong with the machine. It explains nothing that software does later.</summary>
    public void CheckTopology() => findings.AddRange(TopologyChecker.Check(machine));

    /// <summary>Ends the run: <see cref="Before"/> refuses every operation from then on.</summary>
    public void End() => isOver = true;

    /// <summary>Checks what an operation requires.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="receiver">The object it is called on.</param>
    /// <param name="subject">The argument that contracts with a <c>Subject</c> apply to.</param>
    /// <param name="at">Where it is called.</param>
    /// <exception cref="InvalidOperationException">The run is over.</exception>
    public void Before(OperationContract operation, ModelObject receiver, ModelObject? subject, SourceLocation at)
    {
        if (isOver) throw new InvalidOperationException($"{at}: the run is over, so '{operation.Method.Name}' cannot be called on {receiver} any more.");
        foreach (var contract in operation.Requires)
        {
            var about = About(contract, receiver, subject);
            if (Applies(contract.When, about) && (about.EstablishedFacts & contract.AnyOf) == 0
                && Matters(contract.Assuming, contract.Rule, operation, contract.Subject, about, at))
                Report(contract.Rule, operation, contract.Subject, about, at, $"{about} {FactTexts.Missing(contract.AnyOf)} when "
                    + $"'{operation.Method.Name}' is called", contract.Assuming);
        }

        foreach (var contract in operation.RequiresAbsent)
        {
            var about = About(contract, receiver, subject);
            var held = about.EstablishedFacts;
            if (!Applies(contract.When, about) || (held & contract.Facts) == 0) continue;
            if ((held & contract.While) != contract.While || (held & contract.Unless) != 0) continue;
            if (!Matters(contract.Assuming, contract.Rule, operation, contract.Subject, about, at)) continue;
            var lacking = contract.Unless == Facts.None ? "" : $" and {FactTexts.Missing(contract.Unless)}";
            Report(
                contract.Rule, operation, contract.Subject, about, at,
                $"{about} {FactTexts.Present((held & contract.Facts) | contract.While)}{lacking} when '{operation.Method.Name}' is called", contract.Assuming);
        }

        foreach (var contract in operation.WrongIf)
        {
            var about = About(contract, receiver, subject);
            if (Applies(contract.When, about) && Matters(contract.Assumption, contract.Rule, operation, contract.Subject, about, at))
                Report(contract.Rule, operation, contract.Subject, about, at, $"'{operation.Method.Name}' is called on {about} although "
                    + $"{Describe(contract.Assumption)}", contract.Assumption);
        }
    }

    /// <summary>Checks that an argument is what a property of the receiver names, or is equivalent to it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="receiver">The object it is called on.</param>
    /// <param name="argument">What it was given.</param>
    /// <param name="given">What entries will verify.</param>
    /// <param name="right">What they would verify if it had been given the right one.</param>
    /// <param name="at">Where it is called.</param>
    public void CheckArgument(
        OperationContract operation, PciFunction receiver, PciFunction argument, SourceCheck given, SourceCheck right, SourceLocation at)
    {
        if (operation.Argument is not { } contract || given == right) return;
        Report(
            contract.Rule, operation, contract.Subject, receiver, at,
            $"'{operation.Method.Name}' of {receiver} is given {argument}, whose id is {given.SourceId}, but the message carries "
                + $"{RequesterAliases.Emitted(receiver)}");
    }

    /// <summary>The first finding that can account for what a function lost: one about it, about its PF, or about the host or an IOMMU.</summary>
    public Finding? AboutLossOf(PciFunction function)
    {
        if (firstAbout.TryGetValue(function, out var own)) return own;
        if (function.PhysicalFunction is { } physical && firstAbout.TryGetValue(physical, out var above)) return above;
        if (!hostHasFinding) return null;
        foreach (var (about, finding) in firstAbout)
        {
            if (about is not PciFunction) return finding;
        }

        return null;
    }

    /// <summary>Makes findings of what was suspected, where an interrupt was lost through it.</summary>
    /// <param name="isCause">Whether something is why.</param>
    /// <param name="isExplained">Whether a finding explains it already, and this is one of its consequences.</param>
    public void Promote(Func<Suspicion, bool> isCause, bool isExplained)
    {
        for (var index = 0; index < suspected.Count; index++)
        {
            if (!isCause(suspected[index])) continue;
            var (finding, about, _) = suspected[index];
            suspected.RemoveAt(index--);
            if (isExplained) consequences.Add(finding);
            else Keep(finding, about, isOfDsl: true);
        }
    }

    /// <summary>Records what an operation established and revoked.</summary>
    public static void After(OperationContract operation, ModelObject receiver, ModelObject? subject)
    {
        foreach (var contract in operation.Ensures)
        {
            var about = About(contract, receiver, subject);
            if (Applies(contract.When, about)) about.EstablishedFacts |= contract.Facts;
        }

        foreach (var contract in operation.Revokes)
        {
            var about = About(contract, receiver, subject);
            if (Applies(contract.When, about)) about.EstablishedFacts &= ~contract.Facts;
        }
    }

    /// <summary>Checks what a handler owes its parameter, at its end.</summary>
    /// <param name="declaration">The declaration that handlers override, which carries the duties.</param>
    /// <param name="handler">The object whose override has run.</param>
    /// <param name="subject">The argument.</param>
    public void Leaving(OperationContract declaration, object handler, ModelObject subject)
    {
        LeavingWithout(declaration, handler, subject);
        foreach (var duty in declaration.Duties)
        {
            if (!Applies(duty.When, subject) || (subject.EstablishedFacts & duty.AnyOf) != 0 || IsLeftToPlatform(duty, subject)) continue;
            var at = HandlerLocations.FirstStatementOf(handler.GetType(), declaration.Method);
            Report(
                duty.Rule, declaration, declaration.Method.GetParameters()[0].Name, subject, at,
                $"{subject} {FactTexts.Missing(duty.AnyOf)} when {Returning(handler, declaration)}", duty.Assuming);
        }
    }

    /// <summary>Reports that the software of a machine returned nothing where it owes an answer.</summary>
    /// <param name="declaration">The declaration that the software overrides.</param>
    /// <param name="host">The software.</param>
    public void ReturnedNothing(OperationContract declaration, Host host)
    {
        if (declaration.ReturnsSomething is not { } duty) return;
        var at = placeInModel(host, HandlerLocations.FirstStatementOf(host.GetType(), declaration.Method));

        // It explains nothing of what the host does to domains and vectors, so it is no finding about the host like others.
        Report(
            KeyOf(duty.Rule, declaration, subject: null, at), identity: declaration, host, at, assuming: Assumption.None, what:
            $"'{host.GetType().Name}.{declaration.Name.Split('.')[^1]}' returns nothing, so no unit is told of entries that were changed");
    }

    private void LeavingWithout(OperationContract declaration, object handler, ModelObject subject)
    {
        foreach (var duty in declaration.Absences)
        {
            if (!Applies(duty.When, subject) || (subject.EstablishedFacts & duty.Facts) == 0) continue;
            var at = HandlerLocations.FirstStatementOf(handler.GetType(), declaration.Method);
            Report(
                duty.Rule, declaration, declaration.Method.GetParameters()[0].Name, subject, at,
                $"{subject} {FactTexts.Present(subject.EstablishedFacts & duty.Facts)} when {Returning(handler, declaration)}", duty.Assuming);
        }
    }

    // The IOMMU leaves a platform's domain alone, and its messages pass.
    private static bool IsLeftToPlatform(LeavesWithAttribute duty, ModelObject subject) =>
        (duty.AnyOf & Facts.MsiDomainDecided) != 0 && subject is PciFunction { IsLeftToPlatform: true, MsiDomain.IsSpecial: true };

    // The analyzers name the exit itself.
    private static string Returning(object handler, OperationContract declaration) =>
        $"'{handler.GetType().Name}.{declaration.Method.Name}' returns (it starts at this line; a run does not show which 'return' it took)";

    private static ModelObject About(ContractAttribute contract, ModelObject receiver, ModelObject? subject) =>
        contract.Subject is null ? receiver : subject ?? throw new InvalidOperationException($"No argument for contract subject '{contract.Subject}'.");

    private static bool Applies(FunctionKind kind, object about) => ObjectFacts.Applies(kind, about);

    private bool Matters(Assumption assumption, string rule, OperationContract operation, string? subject, ModelObject about, SourceLocation at)
    {
        if (Holds(assumption, about)) return true;
        if (keepsHarmless) harmless.Add(KeyOf(rule, operation, subject, at));
        return false;
    }

    private static FindingKey KeyOf(string rule, OperationContract operation, string? subject, SourceLocation at) =>
        new(rule, operation.Name, at.FileName, at.Line, operation.SubjectType(subject));

    private bool Holds(Assumption assumption, object about) => assumption switch
    {
        Assumption.None => true,
        Assumption.RemappingEnabled => about is PciFunction { MsiDomain: { IsSpecial: false, Remaps: false } } function
            && machine.UnitCovering(function)?.Hardware is InterruptRemapper { RemappingEnabled: true },
        Assumption.PlatformDomains => about is PciFunction { MsiDomain.IsSpecial: true },
        Assumption.BusIsVirtual => about is PciFunction { Bus.IsVirtual: true },
        // When something is lost through it.
        Assumption.NobodyDecides or Assumption.FunctionsKeepDomains or Assumption.FunctionsHaveNoDomain or Assumption.HandlersWait => true,
        Assumption.GuestsHoldFunctions or Assumption.UnitsLackExtendedMode => true, // the fact says so
        Assumption.EntriesInUse => about is RemappingUnit unit && (unit.EstablishedFacts & Facts.UnitInUse) != 0,
        Assumption.OperationFailed => false,    // then what it establishes does not hold, which is reported itself
        Assumption.SeveralUnitsServeBus => about is PciFunction onBus && machine.UnitsServing(onBus.Bus).Count > 1,
        _ => throw new InvalidOperationException($"Unknown assumption {assumption}."),
    };

    // Vectors in a domain that was never decided are the consequence of an earlier mistake where there is one: it has been reported.
    private bool IsExplained(Assumption assuming, object about) =>
        assuming == Assumption.RemappingEnabled && (hostHasFinding || about is PciFunction { Hardware: FunctionHardware { HasFinding: true } });

    private void Report(
        string rule, OperationContract operation, string? subject, ModelObject about, SourceLocation at, string what,
        Assumption assuming = Assumption.None)
    {
        // What the default driver does with a function that reaches it undecided is not at a call of the model.
        var isOfDefaultDriver = operation == Operations.AllocateVectors && !at.IsInModel && at.Line > 0;
        at = placeInModel(about, at);
        var key = KeyOf(rule, operation, subject, at);
        if (isOfDefaultDriver) key = key with { Operation = $"{nameof(PciDriver)}.{nameof(PciDriver.Probe)}" };
        Report(key, about, about, at, what, assuming);
    }

    /// <summary>Reports a finding; tells whether it is a new one, and no consequence of another.</summary>
    private bool Report(FindingKey key, object identity, object about, SourceLocation at, string what, Assumption assuming)
    {
        if (!reported.Add((key, identity))) return false;
        var finding = new Finding(key, at, NameOf(about), what) { Assuming = assuming };
        if (assuming is >= Assumption.NobodyDecides and <= Assumption.HandlersWait)
        {
            suspected.Add(new(finding, about, assuming));
            if (keepsHarmless) harmless.Add(key);
            return false;
        }

        if (assuming == Assumption.RemappingEnabled && about is PciFunction { IsAdded: true } undecided) lost(undecided);
        if (IsExplained(assuming, about))
        {
            consequences.Add(finding);
            return false;
        }

        Keep(finding, about, isOfDsl: ReferenceEquals(identity, about));
        return true;
    }

    // What breaks a rule of the model's own explains nothing that it does to vectors.
    private void Keep(Finding finding, object about, bool isOfDsl)
    {
        findings.Add(finding);
        if (about is not ModelObject model || !isOfDsl) return;
        firstAbout.TryAdd(model, finding);
        if (model is PciFunction { Hardware: FunctionHardware hardware }) hardware.HasFinding = true;
        else hostHasFinding = true;
    }

    private static string Describe(Assumption assumption) => assumption switch
    {
        Assumption.SeveralUnitsServeBus => "more than one remapping unit serves the bus",
        Assumption.BusIsVirtual => "no bridge leads to its bus",
        Assumption.RemappingEnabled => "interrupt remapping is on",
        Assumption.EntriesInUse => "functions use entries of its table",
        _ => "it always matters",
    };
}
