using IrqModel.Engine;
using OwnProtocol;
using OwnProtocol.Protocol;

var failed = 0;
foreach (var order in Orders.All)
{
    Console.WriteLine($"{order.Name} ({order.Report})");
    failed += Show("before", Simulation.Run(Orders.Machine, order.Before), order.Rule) + Show("after", Simulation.Run(Orders.Machine, order.After), null);
}

Console.WriteLine(failed == 0 ? "Each run found what it should." : $"{failed} runs did not find what they should.");
return failed == 0 ? 0 : 1;

static int Show(string when, RunResult result, string? rule)
{
    foreach (var finding in result.Findings) Console.WriteLine($"  {when}: {finding}");
    var harm = ((Vmm)result.Host).Harm;
    Console.WriteLine($"  {when}: {(harm.Length > 0 ? harm : "no harm")}");
    return result.Findings.Select(finding => finding.Key.Rule).SequenceEqual(rule is null ? [] : [rule]) ? 0 : 1;
}
