var visitgenData=visitgenData||{};visitgenData.pairs={"contacts":[],"tallies":{"0":[3,5,1],"1":[1,6,0]},"relations":[[0,2],[1,2],[2,4],[2,5],[3,6],[3,7]]};
