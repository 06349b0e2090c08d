using IrqModel.Engine;
using ModelApp;

var result = Simulation.Run(ExampleMachine.Build, machine => new ExampleHost(machine), host => ExampleMachine.Nic(host).EnableSriov(2));
foreach (var function in result.Functions)
{
    var outcome = function.Delivers ? "arrives" : function.Interrupts.IsEmpty ? "has no vectors" : $"fault 0x{(byte)function.Fault:x2}";
    Console.WriteLine($"{function.Name,-12} {function.DomainChain ?? "no MSI domain",-42} {outcome}");
}

foreach (var finding in result.Findings) Console.WriteLine(finding);
return result.Functions.All(function => function.Delivers) ? 0 : 1;
