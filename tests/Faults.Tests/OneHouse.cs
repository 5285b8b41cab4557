// Banks' virtual hosts belong to the broker: one house at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
