using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.D;

/// <summary>Linux since 9791ec7df0e7.</summary>
internal sealed class D05After(Machine machine) : D05Host(machine)
{
    private readonly HashSet<int> devices = [];

    protected override PciDriver CreateDriver(string name) => new Driver(name, devices);

    private sealed class Driver(string name, HashSet<int> devices) : PciDriver(name)
    {
        public override bool Matches(PciFunction function) => function.Name == Name;

        protected override async Flow Probe(PciFunction function)
        {
            if (devices.Add(function.Bus.Number)) // mutex_lock(&its->dev_alloc_lock): its_find_device(), its_create_device()
                await Flow.Completed;           // MAPD: the first table of the id

            if (function.AllocateVectors(function.VectorCapacity) > 0) function.RequestInterrupts();
        }
    }
}
