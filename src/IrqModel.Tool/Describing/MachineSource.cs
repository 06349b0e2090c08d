using System.Globalization;
using System.Text;
using IrqModel.Engine;
using IrqModel.Rules;

namespace IrqModel.Tool.Describing;

/// <summary>
/// Writes a machine as C#: a class with a method that builds it, with comments that say where each part is known from. The code compiles in
/// a
/// project that uses IrqModel, and the analyzers find nothing in it; what is wrong with the machine itself is switched off at its line,
/// with
/// the reason.
/// </summary>
public sealed class MachineSource
{
    private readonly MachineDescription machine;
    private readonly string className;
    private readonly StringBuilder text = new();
    private readonly ILookup<BusNumber, DescribedFunction> functions;
    private readonly Dictionary<Bdf, string> variables = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal) { "machine" };
    private readonly MachineMistakes mistakes;

    private MachineSource(MachineDescription machine, string className)
    {
        this.machine = machine;
        this.className = className;
        functions = machine.Functions.ToLookup(function => new BusNumber(function.Address.Segment, function.Address.Bus));
        mistakes = MachineMistakes.Of(machine);
    }

    /// <summary>Writes it.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="className">The name of the class.</param>
    /// <param name="header">Lines of a comment at the top, without the slashes.</param>
    public static string Write(MachineDescription machine, string className, params IEnumerable<string> header)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(className);
        return new MachineSource(machine, className).Write(header);
    }

    private string Write(IEnumerable<string> header)
    {
        foreach (var line in header) Line($"// {OneLine(line)}");
        Line("using IrqModel;");
        Line("");
        Line($"/// <summary>The machine {Xml(machine.Name)}.</summary>");
        Line($"public static class {className}");
        Line("{");
        Line("    /// <summary>Builds the machine. A machine takes part in one run, so each run needs a new one.</summary>");
        Line("    public static Machine Build()");
        Line("    {");
        WriteMachine();
        foreach (var root in machine.RootBuses.Where(root => root.Controller is null)) WriteRoot(root);
        foreach (var root in machine.RootBuses.Where(root => root.Controller is not null)) WriteRoot(root);
        WriteIoApics();
        foreach (var unit in machine.Units) WriteUnit(unit);
        Line("        return machine;");
        Line("    }");
        Line("}");
        return text.ToString();
    }

    private void WriteMachine()
    {
        foreach (var note in machine.Notes) Line($"        // Note: {OneLine(note)}");
        foreach (var gap in machine.Gaps) Line($"        // Unknown: {OneLine(gap.ToText())}");
        Line($"        var machine = new Machine({Quote(machine.Name)})");
        Line("        {");
        Line($"            Processors = {machine.Processors},");
        if (machine.X2Apic) Line("            X2Apic = true,");
        Line($"            OffersInterruptRemapping = {Bool(machine.OffersInterruptRemapping)},");
        if (!machine.BlocksCompatibilityRequests) Line("            BlocksCompatibilityRequests = false,");
        if (machine.IoApicPins != 24) Line($"            IoApicPins = {machine.IoApicPins},");
        Line("        };");
    }

    private void WriteRoot(DescribedBus root)
    {
        Line("");
        var bus = Variable($"bus{(root.Bus.Segment == 0 ? "" : root.Bus.Segment.ToString("x4", CultureInfo.InvariantCulture) + "_")}{root.Bus.Number:x2}");
        var where = root.From is { } from ? $": {OneLine(from)}" : "";
        if (root.Controller is { } controller)
        {
            Line($"        // Root bus {root.Bus}, which hides behind {controller}{where}");
            var name = variables.TryGetValue(controller, out var variable) ? variable
                : $"(PhysicalFunction)machine[Bdf.Parse({Quote(controller.ToString())})]";
            Line($"        var {bus} = machine.AddRootBusBehind({name}, segment: 0x{root.Bus.Segment:X}, number: 0x{root.Bus.Number:X2});");
        }
        else
        {
            Line($"        // Root bus {root.Bus}{where}");
            Line($"        var {bus} = machine.AddRootBus(0x{root.Bus.Number:X2}{(root.Bus.Segment == 0 ? "" : $", segment: 0x{root.Bus.Segment:X}")});");
        }

        WriteBus(bus, root.Bus);
    }

    private void WriteBus(string bus, BusNumber number)
    {
        foreach (var function in functions[number])
        {
            Comment(function.What, function.From);
            if (function.Bridge is { } bridge) WriteBridge(bus, function, bridge);
            else WriteFunction(bus, function);
        }
    }

    private void WriteFunction(string bus, DescribedFunction function)
    {
        var arguments = new List<string> { Place(function.Address) };
        if (function.Name is { } name) arguments.Add(Quote(name));
        arguments.Add($"msixVectors: {function.MsixVectors}");
        if (function.MsiVectors > 0) arguments.Add($"msiVectors: {function.MsiVectors}");
        if (function.Sriov is { } sriov) arguments.Add($"sriov: {Sriov(sriov)}");
        if (function.IsUnplugged) arguments.Add("plugged: false");
        if (function.LacksMsiMaskBits) arguments.Add("msiMaskBits: false");
        StatementFor(NeedsVariable(function) ? function : null, $"{bus}.AddFunction({string.Join(", ", arguments)})",
            mistakes.Of(function.Address));
        Complete(function);
    }

    private void WriteBridge(string bus, DescribedFunction function, DescribedBridge bridge)
    {
        var arguments = new List<string> { Place(function.Address), $"BridgeKind.{bridge.Kind}" };
        if (function.Name is { } name) arguments.Add(Quote(name));
        arguments.Add($"secondaryBus: 0x{bridge.Secondary:X2}");
        if (bridge.Subordinate is { } subordinate) arguments.Add($"subordinateBus: 0x{subordinate:X2}");
        if (function.MsixVectors > 0) arguments.Add($"msixVectors: {function.MsixVectors}");
        if (function.MsiVectors > 0) arguments.Add($"msiVectors: {function.MsiVectors}");
        var below = new BusNumber(function.Address.Segment, bridge.Secondary);
        var isNeeded = functions[below].Any() || bridge.ForwardsAri || NeedsVariable(function);
        StatementFor(isNeeded ? function : null, $"{bus}.AddBridge({string.Join(", ", arguments)})", mistakes.Of(function.Address));
        if (bridge.ForwardsAri) Line($"        {variables[function.Address]}.ForwardsAri = true;");
        Complete(function);
        if (!functions[below].Any()) return;
        Line("");
        Line($"        // Bus {below}, behind {function.Address}");
        var secondary = Variable(
            $"bus{(below.Segment == 0 ? "" : below.Segment.ToString("x4", CultureInfo.InvariantCulture) + "_")}{below.Number:x2}");
        Line($"        var {secondary} = {variables[function.Address]}.SecondaryBus;");
        WriteBus(secondary, below);
        Line("");
    }

    private bool NeedsVariable(DescribedFunction function) =>
        function.Gsi is not null || function.LatchesMessages || function.ProxyIds is not null
        || machine.RootBuses.Any(root => root.Controller == function.Address)
            || machine.Units.Any(unit => unit.OwnFunction == function.Address);

    private void Complete(DescribedFunction function)
    {
        if (function.Gsi is { } gsi) Line($"        {variables[function.Address]}.Gsi = {gsi};");
        if (function.LatchesMessages) Line($"        {variables[function.Address]}.LatchesMessages = true;");
        if (function.ProxyIds is not { } ids) return;
        var list = string.Join(", ", ids.Select(id => $"Bdf.Parse({Quote(id)}).RequesterId"));
        Line($"        {variables[function.Address]}.ProxyIds = [{list}];");
    }

    private void WriteIoApics()
    {
        if (machine.IoApics.IsEmpty) return;
        Line("");
        foreach (var ioApic in machine.IoApics)
        {
            Comment(null, ioApic.From);
            var id = ioApic.RequesterId;
            Statement(null, $"machine.AddIoApic({ioApic.Id}, bus: 0x{id.Bus:X2}, device: 0x{id.Device:X2}, function: {id.Function})",
                mistakes.OfIoApic(ioApic.Id));
        }
    }

    private void WriteUnit(DescribedUnit unit)
    {
        Line("");
        Comment(unit.IsCatchAll ? "covers what no other unit of its segment names" : null, unit.From);
        var segment = unit.Segment == 0 ? "" : $", segment: 0x{unit.Segment:X}";
        var call = unit.Architecture == RemappingArchitecture.AmdVi
            ? $"machine.AddAmdIommu({(unit.OwnFunction is { } own ? variables[own] : "null")}, {Quote(unit.Name)}{segment}, registerBase: 0x{unit.RegisterBase:X})"
            : $"machine.{(unit.IsCatchAll ? "AddCatchAllUnit" : "AddRemappingUnit")}({Quote(unit.Name)}{segment}, registerBase: 0x{unit.RegisterBase:X})";
        if (unit is { Scopes.IsEmpty: true, LacksInterruptRemapping: false, PostsInterrupts: false, LacksExtendedInterruptMode: false })
        {
            Statement(null, call, mistakes.OfUnit(unit.Name));
            return;
        }

        var name = Variable(Identifier(unit.Name));
        Statement(name, call, mistakes.OfUnit(unit.Name));
        if (unit.LacksInterruptRemapping) Line($"        {name}.SupportsInterruptRemapping = false;");
        if (unit.PostsInterrupts) Line($"        {name}.SupportsPostedInterrupts = true;");
        if (unit.LacksExtendedInterruptMode) Line($"        {name}.SupportsExtendedInterruptMode = false;");
        foreach (var scope in unit.Scopes)
        {
            var path = string.Join(", ", scope.Path.Select(Hop));
            var id = scope.EnumerationId == 0 ? "" : $", enumerationId: {scope.EnumerationId}";
            Comment(null, scope.From);
            Statement(null, $"{name}.Covers(new DeviceScope(DeviceScopeKind.{scope.Kind}, 0x{scope.StartBus:X2}, [{path}]{id}))",
                mistakes.OfScopesOf(unit.Name));
        }
    }

    // A mistake of the machine is no mistake of whoever reads this code.
    private void Statement(string? variable, string call, IReadOnlyList<(string Rule, string Message)> found)
    {
        foreach (var (rule, message) in found)
        {
            Line($"        // {OneLine(message)}: so it is on this machine.");
            Line($"#pragma warning disable {rule} // {RuleCatalogue.Get(rule).Title}");
        }

        Line($"        {(variable is null ? "" : $"var {variable} = ")}{call};");
        foreach (var (rule, _) in found.Reverse()) Line($"#pragma warning restore {rule}");
    }

    private void StatementFor(DescribedFunction? function, string call, IReadOnlyList<(string Rule, string Message)> found)
    {
        if (function is null)
        {
            Statement(null, call, found);
            return;
        }

        var address = function.Address;
        var kind = function.Bridge is null ? "function" : "bridge";
        var segment = address.Segment == 0 ? "" : $"{address.Segment:x4}_";
        var name = variables[address] = Variable($"{kind}{segment}{address.Bus:x2}_{address.Device:x2}_{address.Function:x}");
        Statement(name, call, found);
    }

    private void Comment(string? what, string? from)
    {
        if (what is null && from is null) return;
        Line($"        // {OneLine(what is null ? from! : from is null ? what : $"{what} ({from})")}");
    }

    private static string Sriov(DescribedSriov sriov)
    {
        var arguments = $"TotalVfs: {sriov.TotalVfs}, FirstVfOffset: {sriov.FirstVfOffset}, VfStride: {sriov.VfStride}, VfMsixVectors: {sriov.VfMsixVectors}";
        var more = new List<string>();
        if (sriov.InitialVfs is { } initial) more.Add($"InitialVfs = {initial}");
        if (sriov.Ari is { } ari) more.Add($"AriLayout = new VfLayout({ari.FirstVfOffset}, {ari.VfStride})");
        if (sriov.ByCount is { Length: > 0 } layouts) more.Add($"LayoutForCount = count => {Layouts(layouts)}");
        return $"new SriovCapability({arguments}){(more.Count == 0 ? "" : $" {{ {string.Join(", ", more)} }}")}";
    }

    private static string Layouts(IReadOnlyList<DescribedLayout> layouts)
    {
        var choice = new StringBuilder();
        for (var index = layouts.Count - 1; index > 0; index--)
            choice.Append(CultureInfo.InvariantCulture,
                $"count >= {layouts[index].FromCount} ? new VfLayout({layouts[index].FirstVfOffset}, {layouts[index].VfStride}) : ");
        return choice.Append(CultureInfo.InvariantCulture, $"new VfLayout({layouts[0].FirstVfOffset}, {layouts[0].VfStride})").ToString();
    }

    private static string Hop(string hop)
    {
        var dot = hop.IndexOf('.', StringComparison.Ordinal);
        return $"(0x{hop[..dot].ToUpperInvariant()}, {int.Parse(hop.AsSpan(dot + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)})";
    }

    private string Variable(string wanted)
    {
        var name = wanted;
        for (var number = 2; !taken.Add(name); number++) name = $"{wanted}_{number}";
        return name;
    }

    private static string Identifier(string name)
    {
        var letters = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return letters.Length == 0 || !char.IsAsciiLetter(letters[0]) ? "unit" + letters : letters;
    }

    private static string Place(Bdf address) => $"\"{address.Device:x2}.{address.Function:x}\"";

    private static string Bool(bool value) => value ? "true" : "false";

    private static string Quote(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    private static string Xml(string value) => OneLine(value).Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    // Listings are foreign text: nothing of it may end a comment.
    private static string OneLine(string value) =>
        string.Concat(value.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? ' ' : letter));

    private void Line(string line) => text.Append(line).Append('\n');
}
