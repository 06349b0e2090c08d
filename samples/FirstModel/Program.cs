using FirstModel;
using IrqModel.Engine;

var result = Simulation.Run(MyMachine.Build, machine => new MyHost(machine), host => MyMachine.Nic(host).EnableSriov(2));
foreach (var function in result.Functions.Where(function => function.Driver is not null))
{
    var outcome = function.Delivers ? "arrives" : function.Interrupts.IsEmpty ? "has no vectors" : $"fault 0x{(byte)function.Fault:x2}";
    Console.WriteLine($"{function.Name,-12} {function.DomainChain ?? "no MSI domain",-42} {outcome}");
}

foreach (var finding in result.Findings) Console.WriteLine(finding);
