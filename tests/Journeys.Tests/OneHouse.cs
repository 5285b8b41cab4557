// Banks' virtual hosts belong to the broker, and two houses at once take longer than one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
