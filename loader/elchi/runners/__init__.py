"""Engines that run the unit of work over splits: this process, a pool of processes, a cluster.

An engine passes paths and gets manifests, never articles: moving what an article becomes through an engine costs
more than making it. Every one of them yields the manifests in the order of the splits.
"""
